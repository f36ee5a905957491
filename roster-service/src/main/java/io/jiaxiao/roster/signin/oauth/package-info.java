/** The authorization server: which client gets which token for what. */
@NullMarked
package io.jiaxiao.roster.signin.oauth;

import org.jspecify.annotations.NullMarked;
