/** The tree of regions, schools, grades and classes. */
@NullMarked
package io.jiaxiao.roster.organisation;

import org.jspecify.annotations.NullMarked;
