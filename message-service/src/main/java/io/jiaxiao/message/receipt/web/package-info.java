/** Callbacks of 云MAS. */
@NullMarked
package io.jiaxiao.message.receipt.web;

import org.jspecify.annotations.NullMarked;
