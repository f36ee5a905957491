/** What can be redeemed: categories, SKUs of every supply channel with our points price, and the guarded stock of each. */
@NullMarked
package io.jiaxiao.mall.catalogue;

import org.jspecify.annotations.NullMarked;
