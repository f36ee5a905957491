package io.jiaxiao.roster.signin.console;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** How operators' passwords are kept. */
final class OperatorPasswords {

    /** About a fifth of a second on a server of today. */
    private static final int STRENGTH = 12;

    /**
     * Of a password nobody knows, as costly to look at as a real one: who tries names learns nothing from the time it takes. Written
     * down because making it costs a second of every start.
     */
    static final String NOBODYS = "$2a$12$58l/T8fltD3rgJPOXCFvXOeV2TD/AlW2lMq55RHQ9xRk6krrAbvyy";

    private OperatorPasswords() {}

    static PasswordEncoder encoder() {
        return new BCryptPasswordEncoder(STRENGTH);
    }
}
