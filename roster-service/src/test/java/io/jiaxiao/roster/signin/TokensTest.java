package io.jiaxiao.roster.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class TokensTest {

    @Test
    void tokensAreLongAndNeverTheSame() {
        assertThat(Tokens.next()).hasSize(43).isNotEqualTo(Tokens.next());
    }

    @Test
    void aHashTellsNothingAndIsAlwaysTheSame() {
        assertThat(Tokens.hash("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void onlyTheHolderReadsWhatWasSealedForIt() {
        String holder = Tokens.next();
        String token = Tokens.next();
        String sealed = Tokens.seal(token, holder);
        assertThat(sealed).doesNotContain(token).isNotEqualTo(Tokens.seal(token, holder));
        assertThat(sealed.length()).isLessThanOrEqualTo(160);
        assertThat(Tokens.open(sealed, holder)).isEqualTo(token);
        assertThatIllegalStateException().isThrownBy(() -> Tokens.open(sealed, Tokens.next()));
    }
}
