/** Replays for operators. */
@NullMarked
package io.jiaxiao.risk.replay.web;

import org.jspecify.annotations.NullMarked;
