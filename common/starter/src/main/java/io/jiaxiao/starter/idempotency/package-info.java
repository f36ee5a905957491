/** One key, one effect: a replay gets the stored answer. */
@NullMarked
package io.jiaxiao.starter.idempotency;

import org.jspecify.annotations.NullMarked;
