/** The rows of people, sealed. */
@NullMarked
package io.jiaxiao.roster.people.store;

import org.jspecify.annotations.NullMarked;
