/** Allow and block lists, matched in memory. */
@NullMarked
package io.jiaxiao.risk.listing;

import org.jspecify.annotations.NullMarked;
