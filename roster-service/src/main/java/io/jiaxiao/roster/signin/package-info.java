/** Sign-in by SMS code, and the tokens that come of it. */
@NullMarked
package io.jiaxiao.roster.signin;

import org.jspecify.annotations.NullMarked;
