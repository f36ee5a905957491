package io.jiaxiao.roster.organisation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NaturalOrderTest {

    @ParameterizedTest
    @CsvSource({
        "1班,1",
        "(12)班,12",
        "高一3班,3",
        "一年级,1",
        "十年级,10",
        "十二班,12",
        "二十班,20",
        "九十九班,99",
        "高三,3",
        "实验班,1000000",
        "99999999999999班,999999"
    })
    void theNumberInTheNameIsThePlace(String name, int place) {
        assertThat(NaturalOrder.of(name)).isEqualTo(place);
    }

    @Test
    void gradesStandAsPeopleCountThem() {
        assertThat(Stream.of("十年级", "二年级", "实验班", "一年级", "九年级").sorted(Comparator.comparingInt(NaturalOrder::of)))
                .containsExactly("一年级", "二年级", "九年级", "十年级", "实验班");
    }
}
