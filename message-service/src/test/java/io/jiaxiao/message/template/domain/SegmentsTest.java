package io.jiaxiao.message.template.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsTest {

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "70,1", "71,2", "134,2", "135,3", "201,3", "202,4"})
    void lengthDecidesTheCost(int length, int segments) {
        assertThat(Segments.of("字".repeat(length))).isEqualTo(segments);
    }

    @Test
    void anEmojiNeedsTwoPlaces() {
        assertThat(Segments.of("字".repeat(68) + "😀")).isEqualTo(1);
        assertThat(Segments.of("字".repeat(69) + "😀")).isEqualTo(2);
    }

    @Test
    void aCharacterIsNeverCutBetweenTwoSegments() {
        // 66 + 2 does not fit into 67, so the emoji opens the second, and 68 more open a third.
        String text = "字".repeat(66) + "😀" + "字".repeat(66);
        assertThat(text).hasSize(134);
        assertThat(Segments.of(text)).isEqualTo(3);
    }
}
