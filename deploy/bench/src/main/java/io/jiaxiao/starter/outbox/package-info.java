/** Measures the outbox from within its own package, where the relay can be driven by hand. */
@NullMarked
package io.jiaxiao.starter.outbox;

import org.jspecify.annotations.NullMarked;
