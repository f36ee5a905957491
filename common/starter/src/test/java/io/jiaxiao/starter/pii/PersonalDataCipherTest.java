package io.jiaxiao.starter.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataCipherTest {

    private final String keyset = PiiKeysets.newKeyset();
    private final PersonalDataCipher cipher = PersonalDataCipher.of(keyset);

    @ParameterizedTest
    @ValueSource(strings = {"", "13812340000", "欧阳娜娜", "𠮷野家"})
    void whatIsSealed_opensAgain_andHidesTheText(String clear) {
        String sealed = cipher.seal("test", clear);
        assertThat(cipher.open("test", sealed)).isEqualTo(clear);
        if (!clear.isEmpty()) {
            assertThat(new String(Base64.getDecoder().decode(sealed), java.nio.charset.StandardCharsets.UTF_8))
                    .doesNotContain(clear);
        }
    }

    @Test
    void whatAVirtualThreadSeals_opensEverywhere() throws Exception {
        var answer = new CompletableFuture<String>();
        Thread.ofVirtual()
                .start(() -> answer.complete(cipher.seal("test", "13812340000")))
                .join();
        assertThat(cipher.open("test", answer.get(5, TimeUnit.SECONDS))).isEqualTo("13812340000");
    }

    @Test
    void theSameText_neverSealsToTheSameValue() {
        assertThat(cipher.seal("test", "13812340000")).isNotEqualTo(cipher.seal("test", "13812340000"));
    }

    @Test
    void theStatedRoom_isEnough() {
        assertThat(cipher.seal("mobile", "13812340000")).hasSize(60);
        assertThat(cipher.seal("person.name", "𠮷".repeat(40))).hasSize(260);
    }

    @Test
    void aValueMovedToAnotherPurpose_doesNotOpen() {
        String sealed = cipher.seal("person.name", "张三");
        assertThatThrownBy(() -> cipher.open("mobile", sealed))
                .isInstanceOf(UnreadablePersonalDataException.class)
                .hasMessageContaining("mobile");
    }

    @Test
    void aChangedValue_doesNotOpen() {
        byte[] raw = Base64.getDecoder().decode(cipher.seal("test", "13812340000"));
        for (int i = 0; i < raw.length; i++) {
            byte[] changed = raw.clone();
            changed[i] ^= 1;
            String value = Base64.getEncoder().encodeToString(changed);
            assertThatThrownBy(() -> cipher.open("test", value)).isInstanceOf(UnreadablePersonalDataException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "13812340000", "not base64!", "AAAA"})
    void whatWasNeverSealed_doesNotOpen_andNeedsReseal(String text) {
        assertThatThrownBy(() -> cipher.open("test", text)).isInstanceOf(UnreadablePersonalDataException.class);
        assertThat(cipher.needsReseal(text)).isTrue();
    }

    @Test
    void aKeyRotation_readsTheOldAllTheWay_andSaysWhatIsLeft() {
        String old = cipher.seal("test", "张三");

        String both = PiiKeysets.withNewKey(keyset);
        PersonalDataCipher first = PersonalDataCipher.of(both);
        assertThat(first.open("test", old)).isEqualTo("张三");
        assertThat(first.needsReseal(old)).isFalse();
        assertThat(cipher.open("test", first.seal("test", "李四")))
                .as("an instance not yet deployed reads what a deployed one writes")
                .isEqualTo("李四");

        String promoted = PiiKeysets.promoteNewest(both);
        PersonalDataCipher second = PersonalDataCipher.of(promoted);
        assertThat(second.open("test", old)).isEqualTo("张三");
        assertThat(second.needsReseal(old)).isTrue();
        String renewed = second.seal("test", second.open("test", old));
        assertThat(second.needsReseal(renewed)).isFalse();
        assertThat(first.open("test", renewed)).isEqualTo("张三");

        PersonalDataCipher last = PersonalDataCipher.of(PiiKeysets.withPrimaryOnly(promoted));
        assertThat(last.open("test", renewed)).isEqualTo("张三");
        assertThatThrownBy(() -> last.open("test", old)).isInstanceOf(UnreadablePersonalDataException.class);
    }

    @Test
    void aKeysetOfTheOtherSort_isRefusedWithoutShowingIt() {
        String index = PiiKeysets.newIndexKeyset();
        assertThatThrownBy(() -> PersonalDataCipher.of(index))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageNotContaining("keyData");
        assertThatThrownBy(() -> PersonalDataCipher.of("{\"secret\":\"abc\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageNotContaining("abc");
    }

    @Test
    void aKeysetFileWithALineEnd_isRead() {
        assertThat(PersonalDataCipher.of(keyset + "\n").seal("test", "x")).isNotEmpty();
    }
}
