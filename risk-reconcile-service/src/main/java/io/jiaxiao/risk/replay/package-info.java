/** A rule version over what was decided before. */
@NullMarked
package io.jiaxiao.risk.replay;

import org.jspecify.annotations.NullMarked;
