package io.jiaxiao.mall.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.mall.catalogue.fixture.CatalogueFixture;
import io.jiaxiao.mall.catalogue.fixture.ScriptedChannels;
import io.jiaxiao.mall.supply.ProductNotices;
import io.jiaxiao.mall.supply.ProductNotices.ProductChange;
import io.jiaxiao.mall.supply.ProductNotices.ProductChange.Kind;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The catalogue in step with its channels: whole pools, single changes, channels that go away in the middle. */
class SyncIT extends CatalogueFixture {

    private static final String PATH = "/admin/v1/catalogue-syncs";

    @Autowired
    private ProductNotices notices;

    @Autowired
    private ScriptedChannels.OrderAlarms alarms;

    private String start(String channel) {
        return ok(http.post(PATH, Tokens.operator(), Map.of("channel", channel)), 202)
                .path("id")
                .asString();
    }

    private JsonNode awaitEnd(String id) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !detail(id).path("sync").path("state").asString().equals("RUNNING"));
        return detail(id);
    }

    private JsonNode detail(String id) {
        return ok(http.get(PATH + "/" + id, Tokens.operator()), 200);
    }

    private JsonNode line(long id) {
        return ok(http.get("/admin/v1/goods/" + id, Tokens.operator()), 200).path("goods");
    }

    private void told(String channelSku, Kind kind) {
        notices.changed(new ProductChange(goods.name(), channelSku, kind));
        await().until(() -> jdbc.queryForObject(
                        "SELECT COUNT(*) FROM product_change WHERE channel = ? AND channel_sku = ?",
                        Long.class,
                        goods.name(),
                        channelSku)
                == 0);
    }

    @Test
    void theWholePoolIsRead_withAResultEach_andASecondTimeChangesNothing() {
        cards.forgetsEverything();
        for (int i = 100; i < 230; i++) {
            cards.sells("C" + i, "视频会员月卡" + i, "影音会员/卡密", 1_500, 2_000);
        }
        cards.sells("C300", "话费直充", "话费直充/移动", 9_900, 10_000);
        JsonNode first = awaitEnd(start(cards.name()));
        assertThat(first.path("sync").path("state").asString()).isEqualTo("DONE");
        assertThat(first.path("sync").path("total").asInt()).isEqualTo(131);
        assertThat(first.path("sync").path("done").asInt()).isEqualTo(131);
        assertThat(first.path("counts").path("ADDED").asInt()).isEqualTo(131);
        assertThat(kind("C100")).isEqualTo("CARD");
        assertThat(kind("C300")).isEqualTo("RECHARGE");

        JsonNode second = awaitEnd(start(cards.name()));
        assertThat(second.path("counts").path("UNCHANGED").asInt()).isEqualTo(131);

        cards.removesFromPool("C100");
        cards.takesOffShelf("C101");
        cards.sells("C102", "视频会员季卡", "影音会员/卡密", 1_500, 2_000);
        String third = start(cards.name());
        JsonNode counts = awaitEnd(third).path("counts");
        assertThat(counts.path("GONE").asInt()).isEqualTo(1);
        assertThat(counts.path("PARTNER_OFF").asInt()).isEqualTo(1);
        assertThat(counts.path("CHANGED").asInt()).isEqualTo(1);
        JsonNode gone = ok(http.get(PATH + "/" + third + "/results?outcome=GONE", Tokens.operator()), 200);
        assertThat(gone.path("items").get(0).path("channelSku").asString()).isEqualTo("C100");
    }

    private String kind(String channelSku) {
        return jdbc.queryForObject(
                "SELECT kind FROM sku WHERE channel = ? AND channel_sku = ?", String.class, cards.name(), channelSku);
    }

    @Test
    void aChannelThatGoesAwayInTheMiddle_isReadOnFromThereWhenItIsBack() {
        cards.forgetsEverything();
        for (int i = 100; i < 320; i++) {
            cards.sells("R" + i, "可恢复" + i, "影音会员/卡密", 1_500, 2_000);
        }
        // the pool, then three calls for each fifty
        cards.goesAwayAfter(1 + 2 * 3);
        String id = start(cards.name());
        await().until(() -> detail(id).path("sync").path("done").asInt() == 100
                && !detail(id).path("sync").path("trouble").asString().isEmpty());
        cards.comesBack();
        JsonNode end = awaitEnd(id);
        assertThat(end.path("sync").path("state").asString()).isEqualTo("DONE");
        assertThat(end.path("sync").path("done").asInt()).isEqualTo(220);
        assertThat(end.path("sync").path("trouble").asString()).isEmpty();
    }

    @Test
    void oneProductThatCannotBeStored_doesNotStopTheOthers() {
        cards.forgetsEverything();
        for (int i = 100; i < 110; i++) {
            cards.sells("P" + i, "好商品" + i, "影音会员/卡密", 1_500, 2_000);
        }
        cards.sellsNameless("P105");
        JsonNode end = awaitEnd(start(cards.name()));
        assertThat(end.path("sync").path("state").asString()).isEqualTo("DONE");
        assertThat(end.path("sync").path("done").asInt()).isEqualTo(10);
        assertThat(end.path("counts").path("ADDED").asInt()).isEqualTo(9);
        assertThat(end.path("counts").path("FAILED").asInt()).isEqualTo(1);
    }

    @Test
    void aRunningReadingIsNotStartedTwice_andAnUnknownChannelNotAtAll() {
        cards.goesAwayAfter(0);
        String id = start(cards.name());
        Http.Answer second = http.post(PATH, Tokens.operator(), Map.of("channel", cards.name()));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("SYNC_RUNNING");
        assertThat(http.post(PATH, Tokens.operator(), Map.of("channel", "nobody"))
                        .status())
                .isEqualTo(404);
        cards.comesBack();
        awaitEnd(id);
    }

    @Test
    void aCostThatRoseBeyondTheMargin_takesTheSkuOff_andAlarmsOnce() {
        long id = onSale("涨价商品", 10, 0);
        String channelSku = line(id).path("channelSku").asString();
        goods.costs(channelSku, 1_050);
        told(channelSku, Kind.PRICE);
        assertThat(line(id).path("listed").asBoolean())
                .as("five per cent are the margin")
                .isTrue();
        goods.costs(channelSku, 1_051);
        told(channelSku, Kind.PRICE);
        told(channelSku, Kind.PRICE);
        assertThat(line(id).path("listed").asBoolean()).isFalse();
        assertThat(line(id).path("offReason").asString()).isEqualTo("COST_ROSE");
        assertThat(line(id).path("costFen").asLong()).isEqualTo(1_051);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !alarms.of("PRICE_ROSE", "sku:" + id).isEmpty());
        shelve(id, true);
        told(channelSku, Kind.PRICE);
        assertThat(line(id).path("listed").asBoolean())
                .as("an operator has seen it")
                .isTrue();
        assertThat(alarms.of("PRICE_ROSE", "sku:" + id)).hasSize(1);
    }

    @Test
    void thePartnersShelfAndPool_areFollowedBothWays() {
        long id = onSale("随渠道上下架", 10, 0);
        String channelSku = line(id).path("channelSku").asString();
        goods.takesOffShelf(channelSku);
        told(channelSku, Kind.SHELF);
        assertThat(line(id).path("listed").asBoolean()).isFalse();
        assertThat(line(id).path("onShelf").asBoolean()).isTrue();
        goods.costs(channelSku, 1_000);
        told(channelSku, Kind.SHELF);
        assertThat(line(id).path("listed").asBoolean()).isTrue();

        goods.removesFromPool(channelSku);
        told(channelSku, Kind.POOL);
        assertThat(line(id).path("inPool").asBoolean()).isFalse();
        told(channelSku, Kind.PRICE);
        assertThat(line(id).path("inPool").asBoolean())
                .as("a price says nothing of the pool")
                .isFalse();
        goods.sells(channelSku, "随渠道上下架", 1_000);
        told(channelSku, Kind.POOL);
        assertThat(line(id).path("listed").asBoolean()).isTrue();
    }

    @Test
    void whatTheChannelHasNoneLeftOf_isNotOnSaleUntilItHasAgain() {
        long id = onSale("渠道断货", 10, 0);
        String channelSku = line(id).path("channelSku").asString();
        goods.hasLeft(channelSku, 0);
        told(channelSku, Kind.DETAIL);
        assertThat(line(id).path("listed").asBoolean()).isFalse();
        goods.hasLeft(channelSku, 3);
        told(channelSku, Kind.DETAIL);
        assertThat(line(id).path("listed").asBoolean()).isTrue();
    }

    @Test
    void aNoticeWhileTheChannelIsAway_isNotForgotten() {
        long id = onSale("渠道断线", 10, 0);
        String channelSku = line(id).path("channelSku").asString();
        goods.takesOffShelf(channelSku);
        goods.goesAwayAfter(0);
        notices.changed(new ProductChange(goods.name(), channelSku, Kind.SHELF));
        await().until(() -> jdbc.queryForObject(
                        "SELECT COALESCE(MAX(tries), 0) FROM product_change WHERE channel_sku = ?",
                        Integer.class,
                        channelSku)
                >= 2);
        assertThat(line(id).path("listed").asBoolean()).isTrue();
        goods.comesBack();
        await().until(() -> !line(id).path("listed").asBoolean());
    }

    @Test
    void aNoticeOfWhatWeDoNotSell_changesNothing() {
        String channelSku = aChannelSku();
        goods.sells(channelSku, "未引入", 1_000);
        told(channelSku, Kind.PRICE);
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM sku WHERE channel_sku = ?", Long.class, channelSku))
                .isZero();
        told(channelSku, Kind.POOL);
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM sku WHERE channel_sku = ?", Long.class, channelSku))
                .isEqualTo(1);
    }
}
