package io.jiaxiao.starter.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlindIndexTest {

    private final String keyset = PiiKeysets.newIndexKeyset();
    private final BlindIndex index = BlindIndex.withKeys(keyset);

    @Test
    void theSameValue_isFoundAgain_alsoAfterARestart() {
        String stored = index.of("mobile", "13812340000");
        assertThat(stored).matches("[0-9a-f]{32}");
        assertThat(BlindIndex.withKeys(keyset).of("mobile", "13812340000")).isEqualTo(stored);
        assertThat(index.allOf("mobile", "13812340000")).containsExactly(stored);
    }

    @ParameterizedTest
    @CsvSource({"张三,' 张三 '", "John Smith,john  smith", "ＡＢＣ,abc", "１３８,138", "李\u3000四,李 四"})
    void whatPeopleTypeDifferently_isTheSame(String one, String other) {
        assertThat(index.of("person.name", one)).isEqualTo(index.of("person.name", other));
    }

    @Test
    void anotherPurposeValueOrKey_neverMatches() {
        String stored = index.of("mobile", "13812340000");
        assertThat(index.of("account.mobile", "13812340000")).isNotEqualTo(stored);
        assertThat(index.of("mobile", "13812340001")).isNotEqualTo(stored);
        assertThat(BlindIndex.withKeys(PiiKeysets.newIndexKeyset()).of("mobile", "13812340000"))
                .isNotEqualTo(stored);
        assertThat(index.of("a", "b")).isNotEqualTo(index.of("ab", ""));
    }

    @Test
    void duringAKeyRotation_oldAndNewRowsAreFound() {
        String old = index.of("mobile", "13812340000");
        BlindIndex rotated = BlindIndex.withKeys(PiiKeysets.promoteNewest(PiiKeysets.withNewKey(keyset)));
        String written = rotated.of("mobile", "13812340000");

        assertThat(written).isNotEqualTo(old);
        assertThat(rotated.allOf("mobile", "13812340000")).containsExactly(written, old);
    }

    @Test
    void aKeysetOfTheOtherSort_isRefused() {
        String cipherKeys = PiiKeysets.newKeyset();
        assertThatThrownBy(() -> BlindIndex.withKeys(cipherKeys)).isInstanceOf(IllegalArgumentException.class);
    }
}
