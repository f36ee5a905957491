package io.jiaxiao.mall.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.mall.catalogue.fixture.CatalogueFixture;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What parents see, and what operators do to it. */
class BrowseIT extends CatalogueFixture {

    private static final String PARENT = Tokens.parent(7);

    private JsonNode get(String path) {
        return ok(http.get(path, PARENT), 200);
    }

    private List<String> found(String query) {
        List<String> ids = new ArrayList<>();
        get("/api/v1/goods?" + query)
                .path("items")
                .forEach(item -> ids.add(item.path("id").asString()));
        return ids;
    }

    private static String q(String text) {
        return "q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Letters of a word no other test has. */
    private static String word() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 10);
    }

    @Test
    void goodsAreFoundByPartsOfTheirChineseName_andOnlyByThose() {
        String mark = word();
        String washer = Long.toString(onSale("海尔（Haier）全自动洗衣机 10公斤 " + mark, 5, 0));
        String cooker = Long.toString(onSale("美的电饭煲 4L 家用 " + mark, 5, 0));
        assertThat(found(q("洗衣机 " + mark))).containsExactly(washer);
        assertThat(found(q("衣 " + mark))).containsExactly(washer);
        assertThat(found(q("ＨＡＩＥＲ " + mark))).containsExactly(washer);
        assertThat(found(q(mark + " 家用"))).containsExactly(cooker);
        assertThat(found(q(mark))).containsExactlyInAnyOrder(washer, cooker);
        assertThat(found(q("衣洗 " + mark))).isEmpty();
        assertThat(found(q("电机 " + mark))).isEmpty();
        assertThat(found(q("%_' OR 1=1 " + mark))).isEmpty();
    }

    @Test
    void pagesFollowEachOtherByCursor_withoutGapsOrRepeats_inEveryOrder() {
        String mark = word();
        List<String> newest = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            long id = onSale("翻页商品" + mark, 5, 0);
            price(id, 3, 100 + i / 2, 0);
            newest.addFirst(Long.toString(id));
        }
        List<String> cheapest = newest.reversed();
        assertThat(pages(q(mark) + "&sort=NEWEST")).isEqualTo(newest);
        assertThat(pages(q(mark) + "&sort=PRICE_UP")).isEqualTo(cheapest);
        assertThat(pages(q(mark) + "&sort=PRICE_DOWN")).isEqualTo(newest);
        assertThat(found(q(mark) + "&pointsFrom=101&pointsTo=102&sort=PRICE_UP"))
                .isEqualTo(cheapest.subList(2, 6));
    }

    private List<String> pages(String query) {
        List<String> ids = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = get("/api/v1/goods?size=3&" + query + next);
            page.path("items").forEach(item -> ids.add(item.path("id").asString()));
            next = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
        } while (!next.isEmpty());
        return ids;
    }

    @Test
    void aCategoryHoldsWhatIsBelowIt() {
        String mark = word();
        long card = onSale("卡券商品" + mark, 5, 0);
        price(card, 41, 100, 0);
        assertThat(found(q(mark) + "&category=virtual")).containsExactly(Long.toString(card));
        assertThat(found(q(mark) + "&category=cards")).containsExactly(Long.toString(card));
        assertThat(found(q(mark) + "&category=appliances")).isEmpty();
        assertThat(http.get("/api/v1/goods?category=nothing", PARENT).status()).isEqualTo(404);
        assertThat(get("/api/v1/categories").path("items").valueStream().map(node -> node.path("name")
                        .asString()))
                .containsSubsequence("家用电器", "居家日用", "学习用品", "虚拟商品");
    }

    @Test
    void aChangedPriceOrShelf_isSeenAtOnce_alsoByWhoLookedBefore() {
        String mark = word();
        long id = onSale("即时生效" + mark, 5, 0);
        assertThat(get("/api/v1/goods/" + id).path("pointsPrice").asLong()).isEqualTo(100);
        assertThat(found(q(mark))).hasSize(1);
        price(id, 3, 250, 2);
        assertThat(get("/api/v1/goods/" + id).path("pointsPrice").asLong()).isEqualTo(250);
        assertThat(get("/api/v1/goods?" + q(mark))
                        .path("items")
                        .get(0)
                        .path("perPersonLimit")
                        .asInt())
                .isEqualTo(2);
        shelve(id, false);
        assertThat(http.get("/api/v1/goods/" + id, PARENT).status()).isEqualTo(404);
        assertThat(found(q(mark))).isEmpty();
        shelve(id, true);
        assertThat(get("/api/v1/goods/" + id).path("images")).hasSize(2);
        assertThat(get("/api/v1/goods/" + id).path("detail").asString()).startsWith("详情");
    }

    @Test
    void everyDecisionOfAnOperatorLeavesWhatWasBefore_after_andWhy() {
        long id = onSale("审计" + word(), 5, 0);
        shelve(id, false);
        List<Map<String, Object>> rows = jdbc.queryForList(
                "SELECT action, before_state, after_state, reason, actor FROM audit_log WHERE subject_type = 'SKU'"
                        + " AND subject_id = ? ORDER BY id",
                Long.toString(id));
        assertThat(rows)
                .extracting(row -> row.get("action"))
                .containsExactly("CREATE_GOODS", "CHANGE_GOODS", "CHANGE_QUOTA", "PUT_ON_SHELF", "TAKE_OFF_SHELF");
        assertThat(rows).allMatch(row -> !row.get("reason").toString().isEmpty());
        assertThat(rows.get(1).get("before_state").toString()).contains("\"pointsPrice\":0");
        assertThat(rows.get(1).get("after_state").toString()).contains("\"pointsPrice\":100");
    }

    @Test
    void whatCannotBeSold_cannotBePutOnTheShelf() {
        String channelSku = aChannelSku();
        goods.sells(channelSku, "未定价", 1_000);
        long id = created(channelSku);
        assertThat(created(channelSku)).as("created twice is one").isEqualTo(id);
        String shelf = "/admin/v1/goods/" + id + "/shelf";
        Map<String, Object> on = Map.of("on", true, "reason", "上架");
        assertThat(http.put(shelf, Tokens.operator(), on).code()).isEqualTo("NO_PRICE");
        price(id, 3, 100, 0);
        jdbc.update("UPDATE sku SET partner_on = FALSE WHERE id = ?", id);
        assertThat(http.put(shelf, Tokens.operator(), on).code()).isEqualTo("PARTNER_OFF");
        Http.Answer unknown = http.post(
                "/admin/v1/goods",
                Tokens.operator(),
                Map.of("channel", goods.name(), "channelSku", "nothing", "reason", "x"));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.code()).isEqualTo("NOT_IN_POOL");
        goods.goesAwayAfter(0);
        assertThat(http.post(
                                "/admin/v1/goods",
                                Tokens.operator(),
                                Map.of("channel", goods.name(), "channelSku", aChannelSku(), "reason", "x"))
                        .status())
                .isEqualTo(503);
    }

    @Test
    void aQuotaIsNeverLowerThanWhatIsTaken() {
        long id = onSale("配额" + word(), 5, 0);
        transaction.executeWithoutResult(status -> stock.take(new OfferStock.Claim(aPerson(), id, 3)));
        String path = "/admin/v1/goods/" + id + "/quota";
        assertThat(http.put(path, Tokens.operator(), Map.of("quota", 2, "reason", "减少"))
                        .code())
                .isEqualTo("QUOTA_TOO_LOW");
        quota(id, 3);
        assertThat(available(id)).isZero();
        quota(id, 10);
        assertThat(available(id)).isEqualTo(7);
        assertThat(get("/api/v1/goods/" + id).path("soldOut").asBoolean()).isFalse();
    }

    @Test
    void operatorsFilterTheirList() {
        String mark = word();
        long on = onSale("筛选甲" + mark, 5, 0);
        long off = onSale("筛选乙" + mark, 5, 0);
        shelve(off, false);
        JsonNode all = ok(http.get("/admin/v1/goods?" + q("筛选 " + mark), Tokens.operator()), 200);
        assertThat(all.path("total").asInt()).isEqualTo(2);
        JsonNode shelved =
                ok(http.get("/admin/v1/goods?channel=scripted&onShelf=true&" + q(mark), Tokens.operator()), 200);
        assertThat(shelved.path("items")).hasSize(1);
        assertThat(shelved.path("items").get(0).path("id").asLong()).isEqualTo(on);
        JsonNode taken = ok(http.get("/admin/v1/goods?offReason=OPERATOR&" + q(mark), Tokens.operator()), 200);
        assertThat(taken.path("items").get(0).path("id").asLong()).isEqualTo(off);
    }

    @Test
    void categoriesAreAddedRenamedAndRemoved_butNotWithGoodsInThem() {
        String code = "c" + word();
        String path = "/admin/v1/categories";
        JsonNode added = ok(
                http.post(
                        path,
                        Tokens.operator(),
                        Map.of("parentId", 3, "code", code, "name", "文具", "position", 1, "reason", "新分类")),
                201);
        String id = added.path("id").asString();
        assertThat(http.post(path, Tokens.operator(), Map.of("code", code, "name", "文具", "position", 1, "reason", "重复"))
                        .code())
                .isEqualTo("CATEGORY_CODE_TAKEN");
        ok(http.put(path + "/" + id, Tokens.operator(), Map.of("name", "文具用品", "position", 2, "reason", "改名")), 200);
        long goodsId = onSale("铅笔" + word(), 5, 0);
        price(goodsId, Long.parseLong(id), 100, 0);
        assertThat(http.delete(path + "/" + id + "?reason=x", Tokens.operator()).code())
                .isEqualTo("CATEGORY_IN_USE");
        assertThat(http.delete(path + "/4?reason=x", Tokens.operator()).code()).isEqualTo("CATEGORY_IN_USE");
        price(goodsId, 3, 100, 0);
        assertThat(http.delete(path + "/" + id + "?reason=x", Tokens.operator()).status())
                .isEqualTo(204);
    }

    @Test
    void divisionsAreGivenOutLevelByLevel() {
        assertThat(get("/api/v1/divisions").path("items")).hasSize(31);
        assertThat(get("/api/v1/divisions?parent=410300")
                        .path("items")
                        .valueStream()
                        .map(node -> node.path("name").asString()))
                .contains("涧西区", "洛宁县");
        assertThat(http.get("/api/v1/divisions?parent=999999", PARENT).status()).isEqualTo(404);
    }
}
