/** Personal data at rest: sealed in the row, found by a blind index, moved to new keys without stopping anything. */
@NullMarked
package io.jiaxiao.starter.pii;

import org.jspecify.annotations.NullMarked;
