package io.jiaxiao.mall.supply.kefei;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.mall.redemption.fixture.StillFixture;
import io.jiaxiao.mall.supply.Placement;
import io.jiaxiao.mall.supply.StandingWords;
import io.jiaxiao.mall.supply.SupplyOrder;
import io.jiaxiao.mall.supply.SupplyStatus;
import io.jiaxiao.mall.supply.fixture.Orders;
import io.jiaxiao.mall.supply.fixture.Suppliers;
import io.jiaxiao.starter.partner.PartnerLine;
import io.jiaxiao.testkit.simulation.MovableClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Two instances of the service, one database, one partner. */
class KefeiInstancesIT extends StillFixture {

    @Autowired
    private StandingWords words;

    private final MovableClock clock = MovableClock.at("2026-01-02T03:04:05Z");

    @Test
    void whatTheFirstSentAgain_theSecondDoesNotTakeForNeverOrdered_onAWordFromBefore() {
        KefeiChannel first = instance();
        KefeiChannel second = instance();
        Mobile account = Orders.anAccount();
        SupplyOrder order = Orders.recharge("K" + number(), "HF50", 5000, account);
        jdbc.update(
                "INSERT INTO supply_order (number, redemption_id, send, channel, channel_sku, quantity, cost_fen, state,"
                        + " created_at, updated_at) VALUES (?,?,1,'kefei','HF50',1,5000,'OPEN',NOW(3),NOW(3))",
                order.number(),
                number());
        assertThat(second.query(order)).isEqualTo(new SupplyStatus.Unknown("NOT_FOUND_YET"));
        clock.advanceMinutes(14);
        assertThat(first.query(order)).isEqualTo(new SupplyStatus.Unknown("NOT_FOUND_YET"));
        clock.advanceMinutes(1);
        assertThat(first.query(order)).as("counted together").isEqualTo(new SupplyStatus.NotFound());
        Suppliers.order("kefei", account.digits(), "[{\"kind\":\"TIMEOUT_BEFORE\",\"millis\":0,\"count\":1}]");
        assertThat(first.place(order)).isEqualTo(new Placement.Unknown("NO_ANSWER"));
        clock.advance(Duration.ofSeconds(2));
        assertThat(second.query(order)).isEqualTo(new SupplyStatus.Unknown("NOT_FOUND_YET"));
        clock.advanceMinutes(15);
        assertThat(instance().query(order)).as("one that has just started").isEqualTo(new SupplyStatus.NotFound());
    }

    private KefeiChannel instance() {
        URI url = Suppliers.kefei();
        var properties = new KefeiProperties(
                url,
                "demoAgent",
                Suppliers.MD5_KEY,
                "",
                "",
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofMinutes(15),
                new KefeiProperties.Codes(Set.of(-200), Set.of(-205), Set.of(-204, -103), Set.of(-310)),
                List.of());
        var line = new PartnerLine("kefei", properties.connect(), properties.read());
        var client = new KefeiClient(properties, line, Suppliers.gate("kefei"));
        return new KefeiChannel(properties, client, new KefeiPrices(client, clock), words, clock);
    }
}
