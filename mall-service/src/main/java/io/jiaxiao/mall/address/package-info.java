/** A person's address book: where goods may be sent. */
@NullMarked
package io.jiaxiao.mall.address;

import org.jspecify.annotations.NullMarked;
