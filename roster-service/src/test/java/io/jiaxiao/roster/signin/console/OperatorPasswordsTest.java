package io.jiaxiao.roster.signin.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OperatorPasswordsTest {

    @Test
    void anUnknownNameCostsAsMuchAsAWrongPassword() {
        String real = String.valueOf(OperatorPasswords.encoder().encode("a password"));
        assertThat(OperatorPasswords.NOBODYS).hasSameSizeAs(real).startsWith(real.substring(0, 7));
    }

    @Test
    void nobodysPasswordIsNobodys() {
        assertThat(OperatorPasswords.encoder().matches("nobody", OperatorPasswords.NOBODYS))
                .isFalse();
    }
}
