package io.jiaxiao.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {

    @ParameterizedTest
    @CsvSource({
        "张三, 张*",
        "张三丰, 张**",
        "欧阳娜娜, 欧阳**",
        "欧阳修, 欧阳*",
        "欧阳, 欧*",
        "王, *",
        "𠮷野家, 𠮷**",
        "阿卜杜拉·买买提, 阿*******",
        "John Smith, J*********",
        "王芳（妈妈）, 王*****"
    })
    void aName_keepsItsSurnameOnly(String name, String masked) {
        assertThat(PersonName.parse(name).masked()).isEqualTo(masked);
        assertThat(PersonName.parse(name)).hasToString(masked);
        assertThat(PersonName.parse(name).clear()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\u3000", "·", "123", "张三😀", "张\u0000三", "张\u200B三", "张\uD840", "<script>", "张;DROP"})
    void whatIsNoName_isRefused(String text) {
        assertThat(PersonName.tryParse(text)).isEmpty();
        assertThatThrownBy(() -> PersonName.parse(text))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("NAME_MALFORMED"));
    }

    @Test
    void blanksAround_go_andInside_becomeOne() {
        assertThat(PersonName.parse("\u3000 张  三\t").clear()).isEqualTo("张 三");
    }

    @Test
    void theConstructor_takesNoUntidyName() {
        assertThatThrownBy(() -> new PersonName(" 张三")).isInstanceOf(RefusedException.class);
    }

    @Test
    void fortyCharactersOfFourBytes_areAName_fortyOneAreNot() {
        assertThat(PersonName.parse("𠮷".repeat(40)).clear()).hasSize(80);
        assertThat(PersonName.tryParse("𠮷".repeat(41))).isEmpty();
        assertThat(PersonName.tryParse("张".repeat(1_000_000))).isEmpty();
    }

    @Test
    void anyText_isEitherRefusedOrANameThatMasksToItsOwnLength() {
        SplittableRandom random = new SplittableRandom(7);
        int names = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(0, 45);
            int from = random.nextBoolean() ? 0x4E00 : random.nextInt(0x2FFFF);
            for (int c = 0; c < length; c++) {
                text.appendCodePoint(from + random.nextInt(200));
            }
            var name = PersonName.tryParse(text.toString());
            if (name.isPresent()) {
                names++;
                String clear = name.get().clear();
                String masked = name.get().masked();
                assertThat(masked.codePointCount(0, masked.length()))
                        .isEqualTo(clear.codePointCount(0, clear.length()));
                assertThat(masked).endsWith("*");
                assertThat(PersonName.parse(clear)).isEqualTo(name.get());
            }
        }
        assertThat(names).isGreaterThan(1_000);
    }
}
