package io.jiaxiao.mall.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.mall.redemption.fixture.ScriptedChannel;
import io.jiaxiao.mall.redemption.fixture.StillFixture;
import io.jiaxiao.mall.supply.CardSecret;
import io.jiaxiao.mall.supply.SupplyNotice;
import io.jiaxiao.mall.supply.SupplyNotices;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;

/** Orders moved by hand, one step at a time. */
abstract class OrderTest extends StillFixture {

    @Autowired
    protected PlaceOrder placing;

    @Autowired
    protected FollowOrder follow;

    @Autowired
    protected SettleOrder settlement;

    @Autowired
    protected RedemptionSweep sweep;

    @Autowired
    protected SupplyNotices notices;

    /** An order of one for 100 points, not sent to anybody yet. */
    protected long ordered(long person, Goods goods) {
        return accepted(redeem(person, goods));
    }

    /** An order the channel has. */
    protected long placed(long person, Goods goods) {
        long order = ordered(person, goods);
        assertThat(placing.place(order)).isTrue();
        assertThat(state(order)).isEqualTo("PLACED");
        return order;
    }

    /** Time passes until the order is due, then whoever looks after it does. */
    protected void turn(long order) {
        due(order);
        sweep.act(order);
        settlement.settle(order);
        jdbc.queryForList(
                        "SELECT id FROM redemption_return WHERE redemption_id = ? AND due_at IS NOT NULL",
                        Long.class,
                        order)
                .forEach(sweep::giveBack);
    }

    protected void tell(ScriptedChannel channel, String number, SupplyNotice.Kind kind) {
        notices.take(new SupplyNotice(channel.name(), number, "", kind, "told"));
    }

    protected static String number(long order) {
        return Long.toString(order);
    }

    protected static CardSecret aCard(long order) {
        return new CardSecret("8800" + order, "PW-" + order, null);
    }

    protected Http.Answer operate(long order, String what, Map<String, Object> body) {
        return http.post("/admin/v1/redemptions/" + order + "/" + what, Tokens.operator(), body);
    }

    protected static final Map<String, Object> REASON = Map.of("reason", "核对后处理");

    /** A problem of this status and code, told in Chinese. */
    protected static void refused(Http.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.json().path("detail").asString()).matches(".*[\\u4e00-\\u9fff].*");
    }

    /** Everything that must be true of these people's books whenever nobody is in the middle of something. */
    protected void booksAgree(List<Long> people) {
        new Books(jdbc).agree(people);
    }
}
