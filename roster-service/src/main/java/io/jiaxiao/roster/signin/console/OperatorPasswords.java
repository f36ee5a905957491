package io.jiaxiao.roster.signin.console;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** How operators' passwords are kept. */
final class OperatorPasswords {

    /** About a fifth of a second on a server of today. */
    private static final int STRENGTH = 12;

    private OperatorPasswords() {}

    static PasswordEncoder encoder() {
        return new BCryptPasswordEncoder(STRENGTH);
    }
}
