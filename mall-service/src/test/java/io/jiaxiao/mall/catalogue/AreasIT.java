package io.jiaxiao.mall.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.mall.catalogue.fixture.CatalogueFixture;
import io.jiaxiao.mall.catalogue.store.ChannelAreaStore;
import io.jiaxiao.mall.supply.AreaSource;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.testkit.identity.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** National codes in a channel's own numbers, found by name. The numbers are JD's documented ones where they are known. */
class AreasIT extends CatalogueFixture {

    private static final String CHANNEL = "areas";

    private static final Map<String, Map<String, String>> TREE = Map.of(
            "", Map.of("1", "北京", "7", "河南", "19", "广东", "20", "广西"),
            "1", Map.of("72", "朝阳区", "2802", "东城区"),
            "2802", Map.of("54751", "内环到三环里", "9001", "东华门"),
            "7", Map.of("438", "洛阳市"),
            "438", Map.of("6001", "涧西区", "6002", "洛宁县"),
            "19", Map.of("1655", "东莞市"),
            "1655", Map.of("7001", "南城区", "7002", "东城街道"));

    @Autowired
    private Divisions divisions;

    @Autowired
    private ChannelAreaStore store;

    @Autowired
    private AuditTrail audit;

    private MapAreas areas;

    @BeforeEach
    void map() {
        AreaSource tree = new AreaSource() {
            @Override
            public String name() {
                return CHANNEL;
            }

            @Override
            public Map<String, String> areas(List<String> above) {
                return TREE.getOrDefault(above.isEmpty() ? "" : above.getLast(), Map.of());
            }
        };
        ObjectProvider<AreaSource> only = new ObjectProvider<>() {
            @Override
            public Stream<AreaSource> orderedStream() {
                return Stream.of(tree);
            }
        };
        areas = new MapAreas(divisions, only, store, audit, transaction);
        areas.mapAll();
    }

    @Test
    void countiesAndTownsAreFoundByName_municipalitiesWithoutTheirGroups() {
        assertThat(areas.area(CHANNEL, "410305")).contains("7_438_6001");
        assertThat(areas.area(CHANNEL, "110101")).contains("1_2802");
        assertThat(areas.area(CHANNEL, "110101001")).contains("1_2802_9001");
        assertThat(areas.area(CHANNEL, "110101002"))
                .as("an unknown town goes by its county")
                .contains("1_2802");
        assertThat(areas.area(CHANNEL, "441900003")).as("东莞 has no counties").contains("19_1655_7002");
        assertThat(areas.area(CHANNEL, "441900004")).contains("19_1655_7001");
        assertThat(areas.area(CHANNEL, "440103")).isEmpty();
        assertThat(areas.area(CHANNEL, "999999")).isEmpty();
        assertThat(areas.area("nobody", "410305")).isEmpty();
    }

    @Test
    void whatIsNotFoundIsListed_untilAnOperatorSays_andANewReadingKeepsIt() {
        assertThat(gaps()).contains("410302 河南省洛阳市老城区").doesNotContain("410328 河南省洛阳市洛宁县");
        var decision = Map.of("path", "7_438_6003", "reason", "京东称老城");
        assertThat(http.put("/admin/v1/channel-areas/" + CHANNEL + "/410302", Tokens.operator(), decision)
                        .status())
                .isEqualTo(204);
        areas.mapAll();
        assertThat(areas.area(CHANNEL, "410302")).contains("7_438_6003");
        assertThat(gaps()).doesNotContain("410302 河南省洛阳市老城区");
        assertThat(http.put("/admin/v1/channel-areas/" + CHANNEL + "/410000", Tokens.operator(), decision)
                        .code())
                .isEqualTo("DIVISION_UNKNOWN");
    }

    private List<String> gaps() {
        List<String> all = new ArrayList<>();
        int page = 0;
        JsonNode answer;
        do {
            answer = ok(
                    http.get("/admin/v1/channel-areas/" + CHANNEL + "/gaps?size=500&page=" + page++, Tokens.operator()),
                    200);
            answer.path("items")
                    .forEach(gap -> all.add(
                            gap.path("code").asString() + " " + gap.path("name").asString()));
        } while (!answer.path("items").isEmpty());
        assertThat(answer.path("total").asInt()).isEqualTo(all.size());
        return all;
    }
}
