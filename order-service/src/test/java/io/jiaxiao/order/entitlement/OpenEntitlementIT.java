package io.jiaxiao.order.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.order.fixture.ShopFixture;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class OpenEntitlementIT extends ShopFixture {

    @Test
    void aLineAsksForItsOwnProductsOnly() {
        Family family = aFamily();
        buy(family, "AIXUE_MOBILE_M1");
        Http.Answer own = ask(family, "AIXUE_MOBILE", Tokens.client("aixue", "line:aixue"))
                .expect(200);
        assertThat(own.json().path("open").asBoolean()).isTrue();
        assertThat(own.json().path("paidThrough").asString())
                .isEqualTo(today().plusMonths(1).toString());
        assertThat(own.json().path("version").asLong()).isEqualTo(1);
        assertThat(ask(family, "AIXUE_MOBILE", Tokens.client("xiaoxuntong", "line:xiaoxuntong"))
                        .expect(403)
                        .code())
                .isEqualTo("NOT_YOUR_PRODUCT");
        assertThat(ask(family, "AIXUE_MOBILE", Tokens.client("aixue", "points")).status())
                .isEqualTo(403);
        assertThat(ask(family, "NO_SUCH", Tokens.client("aixue", "line:aixue")).status())
                .isEqualTo(403);
        assertThat(ask(family, "AIXUE_MOBILE", Tokens.parent(family.parent())).status())
                .isEqualTo(403);
    }

    @Test
    void aChangeMadeElsewhereIsSeenWithinASecond() {
        Family family = aFamily();
        buy(family, "AIXUE_MOBILE_M1");
        assertThat(entitled(family, "AIXUE_MOBILE", "aixue")).isTrue();
        // As another instance would write it: nothing here is told.
        jdbc.update(
                "UPDATE entitlement SET state = 'CLOSED', version = version + 1 WHERE child_id = ?", family.childId());
        Awaitility.await().atMost(Duration.ofSeconds(1)).until(() -> !entitled(family, "AIXUE_MOBILE", "aixue"));
    }

    @Test
    void parentsSeeWhatTheirOwnChildMayUse() {
        Family family = aFamily();
        buy(family, "XIAOXUNTONG_M1");
        Http.Answer answer =
                http.get("/api/v1/entitlements?childId=" + family.childId(), Tokens.parent(family.parent()));
        assertThat(answer.expect(200).json().path("items").findValuesAsString("product"))
                .containsExactly("XIAOXUNTONG");
        assertThat(http.get("/api/v1/entitlements?childId=" + family.childId(), Tokens.parent(aPerson()))
                        .status())
                .isEqualTo(403);
    }

    private Http.Answer ask(Family family, String product, String token) {
        return http.get("/open/v1/entitlements?childId=" + family.childId() + "&product=" + product, token);
    }
}
