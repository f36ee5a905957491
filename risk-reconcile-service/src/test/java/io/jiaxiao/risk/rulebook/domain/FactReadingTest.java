package io.jiaxiao.risk.rulebook.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactReadingTest {

    @Test
    void numbersTextsAndBooleansAreFacts() {
        assertThat(FactReading.of(Map.of("a", 1, "b", 2L, "c", "x", "d", true)))
                .isEqualTo(new FactReading.Fine(Map.of("a", 1L, "b", 2L, "c", "x", "d", true)));
    }

    @Test
    void everythingElseIsNamed() {
        Map<String, Object> given = new HashMap<>();
        given.put("aDouble", 1.5);
        given.put("aList", List.of(1));
        given.put("aMap", Map.of());
        given.put("aNull", null);
        given.put("huge", BigInteger.TEN.pow(30));
        given.put("large", FactReading.LARGEST + 1);
        given.put("small", Long.MIN_VALUE);
        given.put("long", "x".repeat(257));
        given.put("bad name", 1);
        given.put("fine", -FactReading.LARGEST);

        assertThat(FactReading.of(given)).isInstanceOfSatisfying(FactReading.Wrong.class, wrong -> assertThat(
                        wrong.names())
                .containsExactly("aDouble", "aList", "aMap", "aNull", "bad name", "huge", "large", "long", "small"));
    }
}
