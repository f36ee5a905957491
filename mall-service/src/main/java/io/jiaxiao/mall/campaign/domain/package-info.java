/** What a flash sale is, and how an admission proves itself. */
@NullMarked
package io.jiaxiao.mall.campaign.domain;

import org.jspecify.annotations.NullMarked;
