/** Asking for a code, and signing out. */
@NullMarked
package io.jiaxiao.roster.signin.web;

import org.jspecify.annotations.NullMarked;
