package io.jiaxiao.mall.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.mall.catalogue.fixture.CatalogueFixture;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Every endpoint of the catalogue and of flash sales against what nobody should send: a 4xx that names the field, never a 5xx. */
class BadInputIT extends CatalogueFixture {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Map<String, String> BODIES = Map.of(
            "POST /admin/v1/goods", "{\"channel\":\"scripted\",\"channelSku\":\"S1\",\"reason\":\"r\"}",
            "PUT /admin/v1/goods/1",
                    "{\"kind\":\"GOODS\",\"categoryId\":1,\"pointsPrice\":1,\"perPersonLimit\":0,\"reason\":\"r\"}",
            "PUT /admin/v1/goods/1/quota", "{\"quota\":1,\"reason\":\"r\"}",
            "PUT /admin/v1/goods/1/shelf", "{\"on\":true,\"reason\":\"r\"}",
            "POST /admin/v1/categories", "{\"code\":\"abc\",\"name\":\"n\",\"position\":1,\"reason\":\"r\"}",
            "PUT /admin/v1/categories/99", "{\"name\":\"n\",\"position\":1,\"reason\":\"r\"}",
            "POST /admin/v1/catalogue-syncs", "{\"channel\":\"scripted\"}",
            "PUT /admin/v1/channel-areas/jd/410305", "{\"path\":\"1_2\",\"reason\":\"r\"}",
            "POST /admin/v1/flash-sales",
                    "{\"goodsId\":1,\"name\":\"n\",\"units\":1,\"pointsPrice\":1,\"perPersonLimit\":0,"
                            + "\"startsAt\":\"2030-01-01T00:00:00Z\",\"endsAt\":\"2030-01-02T00:00:00Z\",\"reason\":\"r\"}",
            "POST /admin/v1/flash-sales/1/end", "{\"reason\":\"r\"}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST /admin/v1/goods            | channel        | null",
                "POST /admin/v1/goods            | channel        | \"京东\"",
                "POST /admin/v1/goods            | channel        | {}",
                "POST /admin/v1/goods            | channelSku     | null",
                "POST /admin/v1/goods            | channelSku     | \"a b\"",
                "POST /admin/v1/goods            | channelSku     | []",
                "POST /admin/v1/goods            | reason         | \"  \"",
                "POST /admin/v1/goods            | surprise       | 1",
                "PUT /admin/v1/goods/1           | kind           | \"COUPON\"",
                "PUT /admin/v1/goods/1           | kind           | null",
                "PUT /admin/v1/goods/1           | categoryId     | null",
                "PUT /admin/v1/goods/1           | categoryId     | \"one\"",
                "PUT /admin/v1/goods/1           | pointsPrice    | 0",
                "PUT /admin/v1/goods/1           | pointsPrice    | -5",
                "PUT /admin/v1/goods/1           | pointsPrice    | 1.5",
                "PUT /admin/v1/goods/1           | pointsPrice    | 100000001",
                "PUT /admin/v1/goods/1           | perPersonLimit | -1",
                "PUT /admin/v1/goods/1           | perPersonLimit | null",
                "PUT /admin/v1/goods/1           | reason         | null",
                "PUT /admin/v1/goods/1/quota     | quota          | -1",
                "PUT /admin/v1/goods/1/quota     | quota          | null",
                "PUT /admin/v1/goods/1/quota     | quota          | \"many\"",
                "PUT /admin/v1/goods/1/shelf     | on             | null",
                "PUT /admin/v1/goods/1/shelf     | on             | \"maybe\"",
                "POST /admin/v1/categories       | parentId       | -1",
                "POST /admin/v1/categories       | parentId       | \"x\"",
                "POST /admin/v1/categories       | code           | \"大写\"",
                "POST /admin/v1/categories       | code           | null",
                "POST /admin/v1/categories       | name           | \"\"",
                "POST /admin/v1/categories       | position       | -1",
                "PUT /admin/v1/categories/99     | name           | null",
                "PUT /admin/v1/categories/99     | position       | 10001",
                "POST /admin/v1/catalogue-syncs  | channel        | null",
                "POST /admin/v1/catalogue-syncs  | channel        | \"../..\"",
                "PUT /admin/v1/channel-areas/jd/410305 | path     | \"1\"",
                "PUT /admin/v1/channel-areas/jd/410305 | path     | \"a_b\"",
                "PUT /admin/v1/channel-areas/jd/410305 | path     | null",
                "POST /admin/v1/flash-sales      | goodsId        | null",
                "POST /admin/v1/flash-sales      | goodsId        | 0",
                "POST /admin/v1/flash-sales      | name           | \"\"",
                "POST /admin/v1/flash-sales      | units          | 0",
                "POST /admin/v1/flash-sales      | units          | 10000001",
                "POST /admin/v1/flash-sales      | pointsPrice    | 0",
                "POST /admin/v1/flash-sales      | perPersonLimit | -1",
                "POST /admin/v1/flash-sales      | startsAt       | null",
                "POST /admin/v1/flash-sales      | startsAt       | \"tomorrow\"",
                "POST /admin/v1/flash-sales      | endsAt         | {}",
                "POST /admin/v1/flash-sales/1/end | reason        | \"\"",
            })
    void aWrongFieldIsNamed(String call, String field, String value) {
        Map<String, Object> body = new LinkedHashMap<>(JSON.readValue(BODIES.get(call), Map.class));
        body.put(field, JSON.readTree(value));
        Http.Answer answer = send(call, JSON.writeValueAsString(body));
        assertProblem(answer, 400);
        assertThat(answer.fields()).as(answer.body()).contains(field);
    }

    @Test
    void whatIsTooLong_orNoJson_isRefusedEverywhere() {
        BODIES.forEach((call, good) -> {
            for (String body : new String[] {"", "{", "[]", "null", "\"x\"", "\u0000"}) {
                assertProblem(send(call, body), 400);
            }
            Map<String, Object> fields = new LinkedHashMap<>(JSON.readValue(good, Map.class));
            if (fields.containsKey("reason")) {
                fields.put("reason", "长".repeat(201));
                assertThat(send(call, JSON.writeValueAsString(fields)).fields()).contains("reason");
            }
        });
    }

    @Test
    void unknownIdsAre404_orSayWhatIsUnknown() {
        assertProblem(send("PUT /admin/v1/goods/1", BODIES.get("PUT /admin/v1/goods/1")), 404);
        assertProblem(send("PUT /admin/v1/goods/1/quota", BODIES.get("PUT /admin/v1/goods/1/quota")), 404);
        assertProblem(send("PUT /admin/v1/goods/1/shelf", BODIES.get("PUT /admin/v1/goods/1/shelf")), 404);
        assertProblem(send("PUT /admin/v1/categories/99", BODIES.get("PUT /admin/v1/categories/99")), 422);
        assertProblem(send("POST /admin/v1/flash-sales", BODIES.get("POST /admin/v1/flash-sales")), 422);
        assertProblem(send("POST /admin/v1/flash-sales/1/end", BODIES.get("POST /admin/v1/flash-sales/1/end")), 404);
        for (String path : new String[] {
            "/admin/v1/goods/1", "/admin/v1/catalogue-syncs/1", "/admin/v1/catalogue-syncs/1/results",
            "/admin/v1/flash-sales/1", "/api/v1/goods/1", "/api/v1/flash-sales/1"
        }) {
            assertProblem(http.get(path, Tokens.operator()), 404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/goods?pointsFrom=-1",
                "/api/v1/goods?pointsFrom=x",
                "/api/v1/goods?pointsTo=99999999999999999999",
                "/api/v1/goods?sort=BEST",
                "/api/v1/goods?size=0",
                "/api/v1/goods?size=101",
                "/api/v1/goods?category=%E5%AE%B6%E7%94%B5",
                "/api/v1/goods?cursor=nonsense",
                "/api/v1/goods?cursor=MS4y.x",
                "/api/v1/goods?cursor=OTk5OTk5OTk5OTk5OTk5OTk5Ljk5OTk5OTk5OTk5OTk5OTk5OTk",
                "/api/v1/goods?q=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "/api/v1/goods/abc",
                "/api/v1/goods/99999999999999999999",
                "/api/v1/divisions?parent=4103",
                "/api/v1/flash-sales/x",
                "/admin/v1/goods?channel=JD",
                "/admin/v1/goods?categoryId=x",
                "/admin/v1/goods?listed=maybe",
                "/admin/v1/goods?offReason=why",
                "/admin/v1/goods?page=-1",
                "/admin/v1/goods?size=201",
                "/admin/v1/catalogue-syncs?channel=A",
                "/admin/v1/catalogue-syncs/1/results?outcome=LOST",
                "/admin/v1/channel-areas/JD/gaps",
                "/admin/v1/channel-areas/jd/gaps?size=501",
                "/admin/v1/flash-sales?state=HALF"
            })
    void aWrongPathOrFilterIsRefused(String path) {
        assertProblem(http.get(path, Tokens.operator()), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "键", "0123456789012345678901234567890123456789012345678901234567890123456789"})
    void anAdmissionNeedsAProperKey(String key) {
        var request = http.request("/api/v1/flash-sales/1/admissions", Tokens.parent(7))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"quantity\":1}"));
        if (!key.isEmpty() && key.chars().allMatch(c -> c < 128)) {
            request.header("Idempotency-Key", key);
        }
        assertProblem(http.send(request), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"quantity\":0}", "{\"quantity\":101}", "{\"quantity\":\"x\"}", "{\"quantity\":null}"})
    void anAdmissionNeedsAProperQuantity(String body) {
        Http.Answer answer = http.send(http.request("/api/v1/flash-sales/1/admissions", Tokens.parent(7))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k")
                .POST(BodyPublishers.ofString(body)));
        assertProblem(answer, 400);
        assertThat(answer.fields()).contains("quantity");
    }

    @Test
    void onlyOperatorsManage_andOnlyUsersBrowse() {
        for (String path : new String[] {
            "/admin/v1/goods",
            "/admin/v1/categories",
            "/admin/v1/catalogue-syncs",
            "/admin/v1/flash-sales",
            "/admin/v1/channel-areas/jd/gaps"
        }) {
            assertProblem(http.get(path, ""), 401);
            assertProblem(http.get(path, Tokens.parent(7)), 403);
            assertProblem(http.get(path, Tokens.service("roster-service", "mall-service")), 403);
            assertThat(http.get(path, Tokens.operator()).status()).isEqualTo(200);
        }
        for (String path :
                new String[] {"/api/v1/goods", "/api/v1/categories", "/api/v1/flash-sales", "/api/v1/divisions"}) {
            assertProblem(http.get(path, ""), 401);
            assertProblem(http.get(path, Tokens.service("xiaoxuntong", "jiaxiao-open")), 403);
            assertThat(http.get(path, Tokens.parent(7)).status()).isEqualTo(200);
        }
    }

    private Http.Answer send(String call, String body) {
        String path = call.substring(call.indexOf('/'));
        return call.startsWith("POST")
                ? http.post(path, Tokens.operator(), body)
                : http.put(path, Tokens.operator(), body);
    }

    private static void assertProblem(Http.Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.code()).isNotEmpty();
        assertThat(answer.json().path("detail").asString()).matches("(?s).*\\p{IsHan}.*");
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
    }
}
