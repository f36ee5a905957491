/** Events leave a transaction here and nowhere else. */
@NullMarked
package io.jiaxiao.starter.outbox;

import org.jspecify.annotations.NullMarked;
