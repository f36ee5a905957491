/** Lists for operators. */
@NullMarked
package io.jiaxiao.risk.listing.web;

import org.jspecify.annotations.NullMarked;
