/** The address book for its owner. */
@NullMarked
package io.jiaxiao.mall.address.web;

import org.jspecify.annotations.NullMarked;
