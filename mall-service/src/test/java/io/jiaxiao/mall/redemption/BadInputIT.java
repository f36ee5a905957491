package io.jiaxiao.mall.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.mall.redemption.fixture.StillFixture;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever comes in, what goes out is a 4xx problem with a Chinese sentence; nothing is held and nothing breaks. */
class BadInputIT extends StillFixture {

    @Test
    void badWishes_areRefused() {
        long person = aPersonWith(100);
        String token = Tokens.parent(person);
        for (String body : List.of(
                "",
                "nonsense",
                "[]",
                "{}",
                "null",
                "{\"skuId\":1,\"quantity\":\"x\"}",
                "{\"skuId\":\"0\",\"quantity\":1}",
                "{\"skuId\":\"abc\",\"quantity\":1}",
                "{\"skuId\":\"9999999999999999999\",\"quantity\":1}",
                "{\"skuId\":\"1\",\"quantity\":0}",
                "{\"skuId\":\"1\",\"quantity\":-5}",
                "{\"skuId\":\"1\",\"quantity\":100}",
                "{\"skuId\":\"1\",\"quantity\":99999999999}",
                "{\"skuId\":\"1\",\"quantity\":1.5}",
                "{\"skuId\":\"1\"}",
                "{\"skuId\":\"1\",\"quantity\":null}",
                "{\"skuId\":\"1\",\"quantity\":1,\"points\":1}",
                "{\"skuId\":\"1\",\"quantity\":1,\"addressId\":\"../../x\"}",
                "{\"skuId\":\"1\",\"quantity\":1,\"mobile\":\"12345\"}",
                "{\"skuId\":\"1\",\"quantity\":1,\"mobile\":\"" + "1".repeat(5000) + "\"}",
                "{\"skuId\":\"1\",\"quantity\":1,\"mobile\":\"1' OR '1'='1\"}")) {
            problem(http.post("/api/v1/redemptions", token, aKey(), body), body);
        }
        for (String key : List.of("a b", "x".repeat(65), "钥匙", "'")) {
            if (key.chars().allMatch(sign -> sign < 128)) {
                problem(http.post("/api/v1/redemptions", token, key, wish(card(10, 1))), key);
            }
        }
        problem(http.post("/api/v1/redemptions", token, wish(card(10, 1))), "no key");
        assertThat(held(person)).isZero();
    }

    @Test
    void badPathsAndQueries_areRefused() {
        String parent = Tokens.parent(aPersonWith(10));
        for (String path : List.of(
                "/api/v1/redemptions/abc",
                "/api/v1/redemptions/99999999999999999999",
                "/api/v1/redemptions/1",
                "/api/v1/redemptions?size=0",
                "/api/v1/redemptions?size=1000",
                "/api/v1/redemptions?cursor=x",
                "/api/v1/redemptions?cursor=-1",
                "/api/v1/addresses/1")) {
            problem(http.get(path, parent), path);
        }
        for (String path : List.of(
                "/admin/v1/redemptions?state=NONSENSE",
                "/admin/v1/redemptions?page=-1",
                "/admin/v1/redemptions?size=5000",
                "/admin/v1/redemptions?mobile=123",
                "/admin/v1/redemptions?from=yesterday",
                "/admin/v1/redemptions?from=1066-10-14T00:00:00Z",
                "/admin/v1/redemptions?to=9999-12-31T00:00:00Z",
                "/admin/v1/redemptions?channel=A%27%3B",
                "/admin/v1/redemptions/1")) {
            problem(http.get(path, Tokens.operator()), path);
        }
        for (String path : List.of("queries", "refunds", "sends", "reviews")) {
            for (String body : List.of("", "{}", "{\"reason\":\"\"}", "{\"reason\":\"" + "长".repeat(300) + "\"}")) {
                problem(http.post("/admin/v1/redemptions/1/" + path, Tokens.operator(), body), path + body);
            }
        }
        problem(
                http.post("/admin/v1/redemptions/1/queries", Tokens.operator(), Map.of("reason", "查")),
                "unknown order");
    }

    @Test
    void theAddressBook_keepsOnlyWhatCanBeAnAddress_andOnlyForItsOwner() {
        long person = number();
        String token = Tokens.parent(person);
        for (Map<String, Object> bad : List.of(
                address("receiver", ""),
                address("receiver", "😀"),
                address("receiver", "长".repeat(101)),
                address("mobile", "12"),
                address("divisionCode", "41010"),
                address("divisionCode", "012345"),
                address("divisionCode", "410000"),
                address("divisionCode", "999999"),
                address("divisionCode", "4101050011"),
                address("street", " "),
                address("street", "路".repeat(201)),
                address("more", "x"))) {
            problem(http.post("/api/v1/addresses", token, bad), bad.toString());
        }
        String first = created(http.post("/api/v1/addresses", token, address("preferred", true)));
        String second = created(http.post("/api/v1/addresses", token, address("preferred", true)));
        Http.Answer list = http.get("/api/v1/addresses", token);
        assertThat(list.json().path("items").size()).isEqualTo(2);
        assertThat(list.json().path("items").get(0).path("id").asString()).isEqualTo(second);
        assertThat(list.json().path("items").get(1).path("preferred").asBoolean())
                .isFalse();
        assertThat(list.body()).contains("139****5678").doesNotContain("13912345678");
        String stranger = Tokens.parent(number());
        assertThat(http.put("/api/v1/addresses/" + first, stranger, address("preferred", false))
                        .status())
                .isEqualTo(404);
        assertThat(http.delete("/api/v1/addresses/" + first, stranger).status()).isEqualTo(404);
        assertThat(http.put("/api/v1/addresses/" + first, token, address("street", "东风路1号"))
                        .status())
                .isEqualTo(200);
        assertThat(http.delete("/api/v1/addresses/" + second, token).status()).isEqualTo(204);
        for (int i = 1; i < 20; i++) {
            created(http.post("/api/v1/addresses", token, address("preferred", false)));
        }
        assertThat(http.post("/api/v1/addresses", token, address("preferred", false))
                        .code())
                .isEqualTo("ADDRESS_BOOK_FULL");
    }

    private static String created(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private static Map<String, Object> address(String field, Object value) {
        Map<String, Object> address = new LinkedHashMap<>();
        address.put("receiver", "欧阳小满");
        address.put("mobile", "13912345678");
        address.put("divisionCode", "410105");
        address.put("street", "花园路1号");
        address.put("preferred", false);
        address.put(field, value);
        return address;
    }

    private static void problem(Http.Answer answer, String what) {
        assertThat(answer.status()).as(what + " -> " + answer.body()).isBetween(400, 499);
        assertThat(answer.type()).as(what).startsWith("application/problem+json");
        assertThat(answer.json().path("detail").asString()).as(what).matches(".*[\\u4e00-\\u9fff].*");
    }
}
