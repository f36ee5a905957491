package io.jiaxiao.mall.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.mall.redemption.fixture.ScriptedChannel;
import io.jiaxiao.mall.supply.SupplyStatus.Parcel;
import io.jiaxiao.mall.supply.SupplyStatus.Track;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whatever happens to an order, no name, number, address or card can be read in a table or a log line. */
@ExtendWith(OutputCaptureExtension.class)
class PrivacyIT extends OrderTest {

    @Test
    void noNameNumberAddressOrCard_isReadableAnywhere(CapturedOutput output) {
        long person = aPersonWith(1000);
        long cup = placed(person, goods(100, 5));
        GOODS.ships(
                number(cup),
                new Parcel(
                        "A",
                        Parcel.State.DELIVERED,
                        1,
                        "京东物流",
                        "JD1",
                        List.of(new Track(Instant.now(), "已由欧阳小满签收，电话13912345678"))));
        GOODS.is(number(cup), ScriptedChannel.State.DONE);
        turn(cup);
        http.post(
                "/api/v1/redemptions/" + cup + "/returns",
                Tokens.parent(person),
                Map.of("quantity", 1, "reason", "我是欧阳小满，请来花园路青禾小区7号楼取"));

        Goods card = card(100, 5);
        long good = placed(person, card);
        CARDS.issues(number(good), aCard(good));
        turn(good);
        http.post("/api/v1/redemptions/" + good + "/card-reveals", Tokens.parent(person), "{}");
        long twice = placed(person, card);
        CARDS.issues(number(twice), aCard(good));
        turn(twice);

        Goods bill = recharge(100, 5);
        BILLS.plan(bill.channelSku(), ScriptedChannel.Fate.REFUSED);
        placing.place(ordered(person, bill));
        BILLS.plan(bill.channelSku(), ScriptedChannel.Fate.LOST_ANSWER);
        long lost = ordered(person, bill);
        placing.place(lost);
        turn(lost);
        NEIGHBOURS.riskDown(true);
        ordered(person, bill);
        http.get("/api/v1/redemptions/" + cup, Tokens.parent(person));
        http.get("/admin/v1/redemptions/" + cup, Tokens.operator());

        for (String secret : List.of(
                "欧阳小满",
                "13912345678",
                "花园路青禾小区",
                "13798765432",
                "13800001234",
                aCard(good).number(),
                aCard(good).password())) {
            assertThat(tablesWith(secret)).as("tables with %s", secret).isEmpty();
            assertThat(output.getAll()).as("log").doesNotContain(secret);
        }
    }

    private List<String> tablesWith(String secret) {
        List<String> found = new ArrayList<>();
        for (String table : jdbc.queryForList(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()", String.class)) {
            boolean readable = jdbc.queryForList("SELECT * FROM `" + table + "`").stream()
                    .anyMatch(row -> row.values().stream()
                            .map(value -> value instanceof byte[] bytes ? new String(bytes) : String.valueOf(value))
                            .anyMatch(value -> value.contains(secret)));
            if (readable) {
                found.add(table);
            }
        }
        return found;
    }
}
