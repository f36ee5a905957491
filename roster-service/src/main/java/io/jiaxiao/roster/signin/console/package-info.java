/** Operators sign in with a password, in a browser. */
@NullMarked
package io.jiaxiao.roster.signin.console;

import org.jspecify.annotations.NullMarked;
