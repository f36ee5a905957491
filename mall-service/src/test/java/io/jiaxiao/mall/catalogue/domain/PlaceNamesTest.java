package io.jiaxiao.mall.catalogue.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceNamesTest {

    @Test
    void aNameIsFoundWithAndWithoutItsRank() {
        Map<String, String> areas = Map.of("1", "北京", "20", "广西", "7", "河南省", "31", "新疆维吾尔自治区");
        assertThat(PlaceNames.find("北京市", areas)).contains("1");
        assertThat(PlaceNames.find("广西壮族自治区", areas)).contains("20");
        assertThat(PlaceNames.find("河南省", areas)).contains("7");
        assertThat(PlaceNames.find("新疆维吾尔自治区", areas)).contains("31");
        assertThat(PlaceNames.find("湖南省", areas)).isEmpty();
    }

    @Test
    void theExactNameWins_andTwoAlikeAreNone() {
        Map<String, String> areas = Map.of("1", "洛宁县", "2", "洛宁区", "3", "东区", "4", "东城区");
        assertThat(PlaceNames.find("洛宁县", areas)).contains("1");
        assertThat(PlaceNames.find("洛宁市", areas)).isEmpty();
        assertThat(PlaceNames.find("东区", areas)).contains("3");
    }
}
