/** Fact, window, rule and version tables. */
@NullMarked
package io.jiaxiao.risk.rulebook.store;

import org.jspecify.annotations.NullMarked;
