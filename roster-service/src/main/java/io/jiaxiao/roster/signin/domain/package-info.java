/** Limits on codes, life of codes and tokens. No Spring, no SQL. */
@NullMarked
package io.jiaxiao.roster.signin.domain;

import org.jspecify.annotations.NullMarked;
