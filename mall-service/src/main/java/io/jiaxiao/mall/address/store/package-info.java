/** Addresses in SQL, sealed. */
@NullMarked
package io.jiaxiao.mall.address.store;

import org.jspecify.annotations.NullMarked;
