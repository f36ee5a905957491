/** Products and quotes for parents; products and tariffs for operators. */
@NullMarked
package io.jiaxiao.order.catalogue.web;

import org.jspecify.annotations.NullMarked;
