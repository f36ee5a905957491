package io.jiaxiao.mall.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.mall.catalogue.fixture.CatalogueFixture;
import io.jiaxiao.mall.supply.DeliveryAreas;
import io.jiaxiao.partners.PartnersApplication;
import io.jiaxiao.testkit.identity.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The catalogue against the three suppliers as they are simulated: pools, prices, shelves, places. */
class ChannelsIT extends CatalogueFixture {

    /** 小满 破壁机, in the 锦礼 pool at 239.00 yuan. */
    private static final String BLENDER = "100012044160";

    private static final String APP_SECRET = "0123456789abcdef0123456789ABCDEF";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String URL = start();

    @Autowired
    private DeliveryAreas areas;

    private static String start() {
        ConfigurableApplicationContext suppliers = PartnersApplication.start(
                "--server.port=0",
                "--jiaxiao.mas.secret-key=unused",
                "--jiaxiao.callback.path-token=registered",
                "--jiaxiao.jd.client-secret=demoJdSecret",
                "--jiaxiao.jd.password=demoJdPass",
                "--jiaxiao.niannianka.app-secret=" + APP_SECRET,
                "--jiaxiao.kefei.md5-key=demoKefeiKey");
        return "http://127.0.0.1:" + suppliers.getEnvironment().getRequiredProperty("local.server.port");
    }

    @DynamicPropertySource
    static void suppliers(DynamicPropertyRegistry properties) {
        properties.add("jiaxiao.jd.base-url", () -> URL + "/jd");
        properties.add("jiaxiao.jd.client-secret", () -> "demoJdSecret");
        properties.add("jiaxiao.jd.password", () -> "demoJdPass");
        properties.add("jiaxiao.jd.pull-every", () -> "200ms");
        properties.add("jiaxiao.niannianka.url", () -> URL + "/niannianka/api/getway");
        properties.add("jiaxiao.niannianka.app-secret", () -> APP_SECRET);
        properties.add("jiaxiao.kefei.url", () -> URL + "/kefei/API");
        properties.add("jiaxiao.kefei.md5-key", () -> "demoKefeiKey");
    }

    @AfterEach
    void asOnTheFirstDay() {
        send("DELETE", "/jd/control", "");
    }

    private static void send(String method, String path, String body) {
        try {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(URL + path))
                            .header("Content-Type", "application/json")
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** By hand, unless the first one of the schedule is under way. @return the newest reading, when it has ended */
    private JsonNode synced(String channel) {
        http.post("/admin/v1/catalogue-syncs", Tokens.operator(), Map.of("channel", channel));
        String list = "/admin/v1/catalogue-syncs?size=1&channel=" + channel;
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !newest(list).path("state").asString().equals("RUNNING"));
        return newest(list);
    }

    private JsonNode newest(String list) {
        return ok(http.get(list, Tokens.operator()), 200).path("items").get(0);
    }

    private JsonNode line(String channel, String channelSku) {
        Long id = jdbc.queryForObject(
                "SELECT id FROM sku WHERE channel = ? AND channel_sku = ?", Long.class, channel, channelSku);
        return ok(http.get("/admin/v1/goods/" + id, Tokens.operator()), 200).path("goods");
    }

    @Test
    void thePoolsOfAllThreeSuppliersAreRead() {
        for (String channel : new String[] {"jd", "niannianka", "kefei"}) {
            JsonNode sync = synced(channel);
            assertThat(sync.path("state").asString()).as(sync.toString()).isEqualTo("DONE");
            assertThat(sync.path("total").asInt()).as(channel).isPositive();
            assertThat(sync.path("done").asInt()).isEqualTo(sync.path("total").asInt());
        }
        JsonNode blender = line("jd", BLENDER);
        assertThat(blender.path("kind").asString()).isEqualTo("GOODS");
        assertThat(blender.path("costFen").asLong()).isEqualTo(23_900);
        assertThat(blender.path("partnerOn").asBoolean()).isTrue();
        assertThat(jdbc.queryForList("SELECT DISTINCT kind FROM sku WHERE channel = 'niannianka'", String.class))
                .contains("CARD")
                .doesNotContain("GOODS");
        assertThat(jdbc.queryForList("SELECT DISTINCT kind FROM sku WHERE channel = 'kefei'", String.class))
                .containsExactly("RECHARGE");
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM sku WHERE channel = 'kefei' AND face_fen > 0", Long.class))
                .isPositive();
    }

    @Test
    void whatJdTellsOfItsProducts_isFollowed() {
        synced("jd");
        long id = line("jd", BLENDER).path("id").asLong();
        price(id, 1, 30_000, 1);
        quota(id, 10);
        shelve(id, true);
        assertThat(line("jd", BLENDER).path("listed").asBoolean()).isTrue();

        send("PUT", "/jd/control/goods/" + BLENDER, "{\"onShelf\":false}");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !line("jd", BLENDER).path("partnerOn").asBoolean());
        send("PUT", "/jd/control/goods/" + BLENDER, "{\"onShelf\":true}");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> line("jd", BLENDER).path("listed").asBoolean());

        send("PUT", "/jd/control/goods/" + BLENDER, "{\"priceFen\":29900}");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> line("jd", BLENDER).path("offReason").asString().equals("COST_ROSE"));
        assertThat(line("jd", BLENDER).path("listed").asBoolean()).isFalse();

        send("PUT", "/jd/control/goods/" + BLENDER, "{\"pools\":[10001]}");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !line("jd", BLENDER).path("inPool").asBoolean());
    }

    @Test
    void nationalCodesAreFoundAmongJdsAreas() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> areas.area("jd", "410105").isPresent());
        assertThat(areas.area("jd", "410105")).as("郑州市金水区").contains("7_412_47301");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> areas.area("jd", "110105").isPresent());
        assertThat(areas.area("jd", "110105")).as("北京市朝阳区").contains("1_72");
    }
}
