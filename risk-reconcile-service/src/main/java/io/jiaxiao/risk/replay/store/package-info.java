/** Replay tables. */
@NullMarked
package io.jiaxiao.risk.replay.store;

import org.jspecify.annotations.NullMarked;
