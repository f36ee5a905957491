/** What a file changes about people. No Spring, no SQL. */
@NullMarked
package io.jiaxiao.roster.people.domain;

import org.jspecify.annotations.NullMarked;
