package io.jiaxiao.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.risk.fixture.RiskFixture;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call what. */
class AccessIT extends RiskFixture {

    @Test
    void onlyAServiceWithATokenForThisOneAsksForDecisions() {
        refused(ask(""), 401);
        refused(ask("rubbish"), 401);
        refused(ask(Tokens.service("mall-service", "order-service")), 401);
        refused(ask(Tokens.service("mall-service", "jiaxiao-open")), 403);
        refused(ask(Tokens.user("4711", "PARENT")), 403);
        refused(ask(ANNE), 403);
        assertThat(ask(Tokens.service("mall-service", "risk-reconcile-service")).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/rules",
                "/rules/REDEMPTION_BLOCKED",
                "/vocabulary?scene=COUPON",
                "/windows?scene=COUPON",
                "/lists",
                "/decisions",
                "/decisions/1",
                "/hits",
                "/replays",
                "/replays/1",
                "/events",
                "/events/1"
            })
    void onlyOperatorsSeeRisk(String path) {
        String whole = "/admin/v1/risk" + path;
        refused(http.get(whole, ""), 401);
        refused(http.get(whole, Tokens.user("4711", "PARENT", "TEACHER", "SCHOOL_OPERATOR")), 403);
        refused(http.get(whole, Tokens.service("mall-service", "risk-reconcile-service")), 403);
        assertThat(http.get(whole, ANNE).status()).isIn(200, 404);
    }

    @Test
    void nobodyElseChangesARule() {
        for (String token :
                new String[] {Tokens.user("4711", "TEACHER"), Tokens.service("mall-service", "risk-reconcile-service")
                }) {
            refused(http.post("/admin/v1/risk/rules", token, aRule(aCode(), "true", "REJECT")), 403);
            refused(
                    http.post(
                            "/admin/v1/risk/rules/REDEMPTION_BLOCKED/mode",
                            token,
                            Map.of("mode", "OFF", "reason", "不该成功")),
                    403);
        }
    }

    private Http.Answer ask(String token) {
        return http.post("/internal/decisions", token, anEvent());
    }

    private static void refused(Http.Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.code()).isNotEmpty();
    }
}
