package io.jiaxiao.starter.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.kernel.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

class MaskingModuleTest {

    private static final Mobile MOBILE = new Mobile("13812340000");
    private static final PersonName NAME = new PersonName("欧阳娜娜");

    private final JsonMapper json =
            JsonMapper.builder().addModule(new MaskingModule()).build();

    record Listed(PersonName name, Mobile mobile, List<Mobile> others, Map<Mobile, PersonName> byMobile) {}

    record Unmasked(@Clear PersonName name, @Clear Mobile mobile, @Clear List<Mobile> others, Mobile stillMasked) {}

    record Texts(
            @Masked(Masked.Kind.MOBILE) String mobile,
            @Masked(Masked.Kind.NAME) String name,
            @Masked(Masked.Kind.ID_NUMBER) String number,
            @Masked(Masked.Kind.ADDRESS) @Nullable String address,
            @Masked(Masked.Kind.WHOLE) String secret,
            @Masked(Masked.Kind.NAME) List<String> names,
            String plain) {}

    record Wrong(@Masked(Masked.Kind.WHOLE) long secret) {}

    record Asked(Mobile mobile, @Nullable PersonName name) {}

    record Wrapped(Optional<Mobile> mobile) {}

    @Test
    void valueTypes_goOutMasked_whereverTheyStand() {
        String written = json.writeValueAsString(new Listed(NAME, MOBILE, List.of(MOBILE), Map.of(MOBILE, NAME)));
        assertThat(written)
                .isEqualTo("{\"name\":\"欧阳**\",\"mobile\":\"138****0000\",\"others\":[\"138****0000\"],"
                        + "\"byMobile\":{\"138****0000\":\"欧阳**\"}}");
        assertThat(json.writeValueAsString(MOBILE)).isEqualTo("\"138****0000\"");
        assertThat(json.writeValueAsString(Map.of("x", NAME))).isEqualTo("{\"x\":\"欧阳**\"}");
        assertThat(json.writeValueAsString(new Wrapped(Optional.of(MOBILE)))).contains("138****0000");
    }

    @Test
    void anEntitledRecord_showsExactlyWhatItMarks() {
        assertThat(json.writeValueAsString(new Unmasked(NAME, MOBILE, List.of(MOBILE), MOBILE)))
                .isEqualTo("{\"name\":\"欧阳娜娜\",\"mobile\":\"13812340000\",\"others\":[\"13812340000\"],"
                        + "\"stillMasked\":\"138****0000\"}");
    }

    @Test
    void markedStrings_goOutMasked_andComeInUntouched() {
        Texts texts = new Texts("13812340000", "张三", "20150001", null, "code", List.of("李四", "王五六"), "13812340000");
        String written = json.writeValueAsString(texts);
        assertThat(written)
                .isEqualTo("{\"mobile\":\"138****0000\",\"name\":\"张*\",\"number\":\"201***01\",\"address\":null,"
                        + "\"secret\":\"******\",\"names\":[\"李*\",\"王**\"],\"plain\":\"13812340000\"}");
        assertThat(json.readValue("{\"mobile\":\"13812340000\",\"names\":[\"李四\"]}", Texts.class))
                .satisfies(read -> assertThat(read.mobile()).isEqualTo("13812340000"))
                .satisfies(read -> assertThat(read.names()).containsExactly("李四"));
    }

    @Test
    void maskingWhatIsNoString_isAMistakeThatDoesNotWrite() {
        assertThatThrownBy(() -> json.writeValueAsString(new Wrong(5))).hasMessageContaining("@Masked is for Strings");
    }

    @Test
    void valueTypes_areReadAsPeopleTypeThem() {
        assertThat(json.readValue("{\"mobile\":\"+86 138-1234-0000\",\"name\":\" 𠮷 野 \"}", Asked.class))
                .isEqualTo(new Asked(MOBILE, new PersonName("𠮷 野")));
        assertThat(json.readValue("{\"mobile\":\"13812340000\",\"name\":null}", Asked.class)
                        .name())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"12345678901\"", "\"\"", "13812340000", "true", "[]", "{}", "\"😀\"", "1.5"})
    void whatIsNoMobile_isBadInputAtItsField_neverRepeated(String value) {
        String body = "{\"mobile\":" + value + "}";
        assertThatThrownBy(() -> json.readValue(body, Asked.class))
                .isInstanceOfSatisfying(MismatchedInputException.class, e -> {
                    assertThat(e.getPath()).singleElement().satisfies(step -> assertThat(step.getPropertyName())
                            .isEqualTo("mobile"));
                    assertThat(e.getOriginalMessage()).doesNotContain("12345678901", "13812340000");
                });
    }

    @Test
    void theRefusal_isKeptForTheProblemAdvice() {
        assertThatThrownBy(() -> json.readValue("{\"name\":\"<b>\",\"mobile\":\"13812340000\"}", Asked.class))
                .cause()
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("NAME_MALFORMED"));
    }
}
