/** The tree's rows. */
@NullMarked
package io.jiaxiao.roster.organisation.store;

import org.jspecify.annotations.NullMarked;
