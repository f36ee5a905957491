/** What a replay counts. */
@NullMarked
package io.jiaxiao.risk.replay.domain;

import org.jspecify.annotations.NullMarked;
