/** Orders, their steps, numbers, parcels, cards and returns in SQL; personal data sealed. */
@NullMarked
package io.jiaxiao.mall.redemption.store;

import org.jspecify.annotations.NullMarked;
