/** What became of one row of a file when it was merged into the roster. */
@NullMarked
package io.jiaxiao.roster.merging;

import org.jspecify.annotations.NullMarked;
