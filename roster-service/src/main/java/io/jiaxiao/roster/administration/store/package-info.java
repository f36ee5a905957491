/** Figures and records operators ask for. */
@NullMarked
package io.jiaxiao.roster.administration.store;

import org.jspecify.annotations.NullMarked;
