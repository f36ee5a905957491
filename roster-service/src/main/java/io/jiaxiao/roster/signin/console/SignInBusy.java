package io.jiaxiao.roster.signin.console;

import org.springframework.security.authentication.AuthenticationServiceException;

/** Too many passwords are being looked at; this one was not. */
final class SignInBusy extends AuthenticationServiceException {

    private static final long serialVersionUID = 1L;

    SignInBusy() {
        super("too many passwords at once");
    }
}
