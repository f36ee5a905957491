/** Facts, windows and rules: their versions, their approval, and the compiled set that is live. */
@NullMarked
package io.jiaxiao.risk.rulebook;

import org.jspecify.annotations.NullMarked;
