/** Persons with their roles, children with their guardians and class, teachers with theirs. */
@NullMarked
package io.jiaxiao.roster.people;

import org.jspecify.annotations.NullMarked;
