/** Rules and windows for operators. */
@NullMarked
package io.jiaxiao.risk.rulebook.web;

import org.jspecify.annotations.NullMarked;
