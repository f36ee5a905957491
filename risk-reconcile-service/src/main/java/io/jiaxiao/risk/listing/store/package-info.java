/** The list table. */
@NullMarked
package io.jiaxiao.risk.listing.store;

import org.jspecify.annotations.NullMarked;
