/** Flash sales for buyers and for operators. */
@NullMarked
package io.jiaxiao.mall.campaign.web;

import org.jspecify.annotations.NullMarked;
