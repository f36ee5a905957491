package io.jiaxiao.mall.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DivisionsTest {

    private static final Divisions DIVISIONS = new Divisions();

    @Test
    void everyProvinceCityCountyAndTownHangsOnItsParent() {
        assertThat(DIVISIONS.children(null)).hasSize(31);
        List<Division> counties = DIVISIONS.children(null).stream()
                .flatMap(province -> DIVISIONS.children(province.code()).stream())
                .flatMap(city -> DIVISIONS.children(city.code()).stream())
                .filter(below -> below.level() == Division.Level.COUNTY)
                .toList();
        assertThat(counties).hasSizeGreaterThan(2_900);
        assertThat(counties)
                .allMatch(county -> DIVISIONS.path(county.code()).size() == 3
                        && DIVISIONS.path(county.code()).getLast().equals(county));
    }

    @Test
    void aPlaceIsFoundByItsCode_ofSixNineOrTwelveDigits() {
        assertThat(DIVISIONS.find("410305")).map(Division::name).contains("涧西区");
        assertThat(DIVISIONS.find("110101001000")).map(Division::name).contains("东华门街道");
        assertThat(DIVISIONS.find("110101001")).map(Division::level).contains(Division.Level.TOWN);
        for (String wrong : new String[] {"", "999999", "41030", "4103051", "410305000000", "洛阳", "１１０１０１"}) {
            assertThat(DIVISIONS.find(wrong)).as(wrong).isEmpty();
        }
    }

    @Test
    void anEnvelopeLeavesOutGroupsThatAreNoPlaces() {
        assertThat(DIVISIONS.fullName("410305")).isEqualTo("河南省洛阳市涧西区");
        assertThat(DIVISIONS.fullName("110101")).isEqualTo("北京市东城区");
        assertThat(DIVISIONS.fullName("469001")).isEqualTo("海南省五指山市");
        assertThat(DIVISIONS.fullName("000000")).isEmpty();
    }

    @Test
    void goodsGoToCountiesAndTowns_notToProvincesOrCities() {
        assertThat(DIVISIONS.deliverable("410305")).isTrue();
        assertThat(DIVISIONS.deliverable("110101001")).isTrue();
        assertThat(DIVISIONS.deliverable("410300")).isFalse();
        assertThat(DIVISIONS.deliverable("410000")).isFalse();
        assertThat(DIVISIONS.deliverable("441900"))
                .as("东莞 has towns instead of counties")
                .isFalse();
        assertThat(DIVISIONS.deliverable("441900003")).isTrue();
    }
}
