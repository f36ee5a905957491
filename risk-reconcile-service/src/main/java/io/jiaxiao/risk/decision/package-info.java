/** One decision: what is known of an event, what the rules say of it, what is kept of it. */
@NullMarked
package io.jiaxiao.risk.decision;

import org.jspecify.annotations.NullMarked;
