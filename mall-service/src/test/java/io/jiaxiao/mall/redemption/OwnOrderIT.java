package io.jiaxiao.mall.redemption;

import static io.jiaxiao.testkit.together.Together.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.mall.redemption.fixture.ScriptedChannel;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What owners do with their orders: look at them, call them off, see their cards. */
class OwnOrderIT extends OrderTest {

    @Test
    void anOrderNobodyTook_isCancelledAtOnce() {
        long person = aPersonWith(100);
        Goods bill = recharge(100, 5);
        long order = ordered(person, bill);
        assertThat(own(person, order, "cancellations")
                        .json()
                        .path("order")
                        .path("state")
                        .asString())
                .isEqualTo("REFUNDED");
        assertThat(own(person, order, "cancellations").status()).as("again").isEqualTo(200);
        assertThat(available(person)).isEqualTo(100);
        assertThat(left(bill)).isEqualTo(5);
        assertThat(placing.place(order)).isFalse();
        assertThat(BILLS.callsFor(number(order))).isZero();
        booksAgree(List.of(person));
    }

    @Test
    void cancelAndPlaceAtOnce_eitherTheChannelHasItOrThePointsAreBack() throws Exception {
        for (int round = 0; round < 10; round++) {
            long person = aPersonWith(100);
            long order = ordered(person, recharge(100, 5));
            atOnce(
                    2,
                    i -> i == 0
                            ? (Object) placing.place(order)
                            : own(person, order, "cancellations").status());
            boolean refunded = state(order).equals("REFUNDED");
            assertThat(BILLS.has(number(order))).isEqualTo(!refunded);
            assertThat(available(person)).isEqualTo(refunded ? 100 : 0);
            booksAgree(List.of(person));
        }
    }

    @Test
    void goodsNotShipped_areCancelledIfTheChannelAgrees() {
        long person = aPersonWith(300);
        Goods cup = goods(100, 5);
        long willing = placed(person, cup);
        assertThat(own(person, willing, "cancellations").status()).isEqualTo(200);
        assertThat(state(willing)).isEqualTo("REFUNDED");

        long unwilling = placed(person, cup);
        GOODS.cancels(false);
        assertThat(own(person, unwilling, "cancellations").code()).isEqualTo("TOO_LATE_TO_CANCEL");
        assertThat(state(unwilling)).isEqualTo("PLACED");
        GOODS.cancels(true);

        long silent = placed(person, cup);
        GOODS.silent(true);
        assertThat(own(person, silent, "cancellations").status()).isEqualTo(200);
        assertThat(state(silent)).isEqualTo("PLACED");
        assertThat(held(person)).isEqualTo(200);
        GOODS.silent(false);
        GOODS.is(number(silent), ScriptedChannel.State.CANCELLED);
        turn(silent);
        assertThat(state(silent)).isEqualTo("REFUNDED");
        booksAgree(List.of(person));
    }

    @Test
    void aCardIsShownOnce_andAgainOnlyForAReason() {
        long person = aPersonWith(100);
        long order = placed(person, card(100, 5));
        assertThat(reveal(person, order, Map.of()).code()).isEqualTo("CARD_NOT_READY");
        CARDS.issues(number(order), aCard(order));
        turn(order);
        Http.Answer detail = http.get("/api/v1/redemptions/" + order, Tokens.parent(person));
        assertThat(detail.body())
                .doesNotContain(aCard(order).password(), aCard(order).number());
        Http.Answer first = reveal(person, order, Map.of());
        assertThat(first.json().path("password").asString())
                .isEqualTo(aCard(order).password());
        assertThat(reveal(person, order, Map.of()).code()).isEqualTo("CARD_ALREADY_REVEALED");
        assertThat(reveal(person, order, Map.of("reason", "上次没有记下来"))
                        .json()
                        .path("number")
                        .asString())
                .isEqualTo(aCard(order).number());
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM audit_log WHERE action = 'REVEAL_CARD' AND subject_id = ?",
                        Long.class,
                        number(order)))
                .isEqualTo(2);
        assertThat(reveal(number(), order, Map.of()).status()).isEqualTo(404);
        Http.Answer operator = http.get("/admin/v1/redemptions/" + order, Tokens.operator());
        assertThat(operator.status()).isEqualTo(200);
        assertThat(operator.body())
                .doesNotContain(aCard(order).password(), aCard(order).number());
    }

    @Test
    void twoFirstLooksAtACard_oneIsTheFirst() throws Exception {
        long person = aPersonWith(100);
        long order = placed(person, card(100, 5));
        CARDS.issues(number(order), aCard(order));
        turn(order);
        List<Integer> statuses = atOnce(8, i -> reveal(person, order, Map.of()).status());
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
    }

    @Test
    void aPerson_seesOwnOrdersOnly_pageByPage() {
        long person = aPersonWith(500);
        Goods card = card(100, 10);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(number(ordered(person, card)));
        }
        List<String> seen = new ArrayList<>();
        String path = "/api/v1/redemptions?size=2";
        String cursor = "";
        do {
            var page = http.get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor), Tokens.parent(person))
                    .json();
            page.path("items").forEach(item -> seen.add(item.path("id").asString()));
            cursor = page.path("nextCursor").asString("");
        } while (!cursor.isEmpty());
        assertThat(seen).isEqualTo(made);
        String stranger = Tokens.parent(number());
        String order = made.getFirst();
        assertThat(http.get("/api/v1/redemptions/" + order, stranger).code()).isEqualTo("REDEMPTION_UNKNOWN");
        for (String act : List.of("cancellations", "receipts", "card-reveals")) {
            assertThat(http.post("/api/v1/redemptions/" + order + "/" + act, stranger, "{}")
                            .status())
                    .isEqualTo(404);
        }
        assertThat(http.post(
                                "/api/v1/redemptions/" + order + "/returns",
                                stranger,
                                Map.of("quantity", 1, "reason", "我要"))
                        .status())
                .isEqualTo(404);
        assertThat(http.get("/admin/v1/redemptions", stranger).status()).isEqualTo(403);
        assertThat(http.get("/api/v1/redemptions", "").status()).isEqualTo(401);
        assertThat(http.get("/api/v1/redemptions", Tokens.service("roster-service", "mall-service"))
                        .status())
                .isEqualTo(403);
    }

    private Http.Answer own(long person, long order, String what) {
        return http.post("/api/v1/redemptions/" + order + "/" + what, Tokens.parent(person), "{}");
    }

    private Http.Answer reveal(long person, long order, Map<String, Object> body) {
        return http.post("/api/v1/redemptions/" + order + "/card-reveals", Tokens.parent(person), body);
    }
}
