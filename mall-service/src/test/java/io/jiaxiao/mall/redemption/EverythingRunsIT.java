package io.jiaxiao.mall.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.mall.MallApplication;
import io.jiaxiao.mall.redemption.fixture.RedemptionFixture;
import io.jiaxiao.mall.redemption.fixture.ScriptedChannel;
import io.jiaxiao.mall.redemption.fixture.TestChannels;
import io.jiaxiao.mall.supply.CardSecret;
import io.jiaxiao.mall.supply.fixture.Orders;
import io.jiaxiao.mall.supply.fixture.Suppliers;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.TestIdentity;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Events, timers, two instances: the way a parent's wish goes when nobody moves it by hand. */
@TestPropertySource(
        properties = {
            "db-scheduler.polling-interval=100ms",
            "jiaxiao.redemption.sweep-every=200ms",
            "jiaxiao.redemption.event-grace=500ms",
            "jiaxiao.redemption.ask-quick.first=200ms",
            "jiaxiao.redemption.ask-unknown.first=200ms"
        })
class EverythingRunsIT extends RedemptionFixture {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Autowired
    private ConfigurableEnvironment environment;

    @LocalServerPort
    private int ownPort;

    @DynamicPropertySource
    static void suppliers(DynamicPropertyRegistry properties) {
        properties.add("jiaxiao.niannianka.url", () -> Suppliers.niannianka().toString());
        properties.add("jiaxiao.niannianka.app-secret", () -> Suppliers.APP_SECRET);
        properties.add("jiaxiao.niannianka.failure-stands", () -> "0s");
        properties.add("jiaxiao.kefei.url", () -> Suppliers.kefei().toString());
        properties.add("jiaxiao.kefei.md5-key", () -> Suppliers.MD5_KEY);
        properties.add("jiaxiao.kefei.callback-url", () -> Suppliers.CALLBACKS.url() + "/callback/kefei/orders");
    }

    @BeforeEach
    void callbacksComeHere() {
        Suppliers.CALLBACKS.leadsTo(ownPort);
    }

    @Test
    void aWishBecomesACard_andTheParentGetsOneSms_howeverOftenMessageServiceLosesItsAnswer() {
        long person = aPersonWith(100);
        NEIGHBOURS.mobile(person, "13712340001");
        NEIGHBOURS.loseAnswers(2);
        long order = accepted(redeem(person, card(100, 5)));
        await().atMost(SOON).until(() -> CARDS.has(Long.toString(order)));
        CARDS.issues(Long.toString(order), new CardSecret("6600" + order, "pw", null));
        await().atMost(SOON).until(() -> state(order).equals("FULFILLED"));
        await().atMost(SOON).until(() -> NEIGHBOURS.messagesTo("13712340001").size() == 1);
        var message = NEIGHBOURS.messagesTo("13712340001").getFirst();
        assertThat(message.path("template").asString()).isEqualTo("REDEMPTION_FULFILLED");
        assertThat(message.path("params").path("points").asString()).isEqualTo("100");
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(5))
                .until(() -> NEIGHBOURS.messagesTo("13712340001").size() == 1);
    }

    @Test
    void aRefusedWish_isToldByOneSms() {
        long person = aPersonWith(100);
        NEIGHBOURS.mobile(person, "13712340002");
        Goods bill = recharge(100, 5);
        BILLS.plan(bill.channelSku(), ScriptedChannel.Fate.REFUSED);
        long order = accepted(redeem(person, bill));
        await().atMost(SOON).until(() -> state(order).equals("REFUNDED"));
        await().atMost(SOON).until(() -> NEIGHBOURS.messagesTo("13712340002").size() == 1);
        assertThat(NEIGHBOURS
                        .messagesTo("13712340002")
                        .getFirst()
                        .path("template")
                        .asString())
                .isEqualTo("REDEMPTION_REFUNDED");
    }

    @Test
    void aPhoneBill_isPaidByKefei_overItsOwnProtocol_once() {
        long person = aPersonWith(100);
        Mobile account = Orders.anAccount();
        long order = accepted(redeemBill(person, account));
        await().atMost(SOON).until(() -> state(order).equals("FULFILLED"));
        assertThat(taken(account)).isEqualTo(1);
        assertThat(jdbc.queryForObject(
                        "SELECT charged_fen FROM supply_order WHERE redemption_id = ?", Long.class, order))
                .isEqualTo(4975);
        new Books(jdbc).settled(List.of(person));
    }

    @Test
    void anAnswerOfKefeiThatIsLost_isAskedFor_andPaidOnce() {
        long person = aPersonWith(100);
        Mobile account = Orders.anAccount();
        Suppliers.order("kefei", account.digits(), "[{\"kind\":\"TIMEOUT_AFTER_SUCCESS\",\"millis\":0,\"count\":1}]");
        long order = accepted(redeemBill(person, account));
        await().atMost(SOON).until(() -> state(order).equals("FULFILLED"));
        assertThat(steps(order)).contains("UNKNOWN");
        assertThat(taken(account)).isEqualTo(1);
    }

    @Test
    void aBillKefeiCannotPay_givesThePointsBack() {
        long person = aPersonWith(100);
        Mobile account = Orders.anAccount();
        Suppliers.order("kefei", account.digits(), "[{\"kind\":\"STATES\",\"states\":[0,2,21]}]");
        long order = accepted(redeemBill(person, account));
        await().atMost(SOON).until(() -> state(order).equals("REFUNDED"));
        assertThat(available(person)).isEqualTo(100);
        new Books(jdbc).settled(List.of(person));
    }

    @Test
    void aBillKefeiTakesBackAfterSuccess_givesThePointsBack() {
        long person = aPersonWith(100);
        Mobile account = Orders.anAccount();
        Suppliers.order("kefei", account.digits(), "[{\"kind\":\"REVERSE_AFTER_SUCCESS\",\"millis\":3000}]");
        long order = accepted(redeemBill(person, account));
        await().atMost(SOON).until(() -> steps(order).contains("FULFILLED"));
        await().atMost(SOON).until(() -> state(order).equals("REVERSED"));
        assertThat(available(person)).isEqualTo(100);
        new Books(jdbc).settled(List.of(person));
    }

    @Test
    void aCardNiannianKaHasNoneOf_givesThePointsBackAtOnce() {
        long person = aPersonWith(100);
        long order = accepted(http.post(
                "/api/v1/redemptions",
                Tokens.parent(person),
                aKey(),
                wish(onSale("niannianka", "20090002", "CARD", 5000))));
        await().atMost(SOON).until(() -> state(order).equals("REFUNDED"));
        assertThat(available(person)).isEqualTo(100);
        assertThat(steps(order)).doesNotContain("REFUSED_FOR_NOW");
        new Books(jdbc).settled(List.of(person));
    }

    @Test
    void aCardOfNiannianKa_reachesItsOwnerOnly() {
        long person = aPersonWith(100);
        long order = accepted(http.post(
                "/api/v1/redemptions",
                Tokens.parent(person),
                aKey(),
                wish(onSale("niannianka", "20010001", "CARD", 5000))));
        await().atMost(SOON).until(() -> state(order).equals("FULFILLED"));
        var card = http.post("/api/v1/redemptions/" + order + "/card-reveals", Tokens.parent(person), "{}")
                .json();
        assertThat(card.path("password").asString()).isNotBlank();
        assertThat(jdbc.queryForObject(
                        "SELECT password FROM redemption_card WHERE redemption_id = ?", String.class, order))
                .doesNotContain(card.path("password").asString());
        new Books(jdbc).settled(List.of(person));
    }

    private Http.Answer redeemBill(long person, Mobile account) {
        Map<String, Object> wish = wish(onSale("kefei", "HF50", "RECHARGE", 5000));
        wish.put("mobile", account.digits());
        return http.post("/api/v1/redemptions", Tokens.parent(person), aKey(), wish);
    }

    /** Orders 科飞 took for a number. */
    private static long taken(Mobile account) {
        return Suppliers.journal("kefei", account.digits()).stream()
                .filter(each -> each.path("kind").asString().equals("CZ")
                        && each.path("taken").booleanValue())
                .count();
    }

    /** A real product of a supplier, for 100 points. */
    private Goods onSale(String channel, String sku, String kind, long costFen) {
        // The catalogue reads the supplier's list when the service starts; nothing of it is on sale by itself.
        await().atMost(SOON).until(() -> !idsOf(channel, sku).isEmpty());
        long id = idsOf(channel, sku).getFirst();
        jdbc.update(
                "UPDATE sku SET kind = ?, points_price = 100, cost_fen = ?, on_shelf = TRUE, partner_on = TRUE,"
                        + " in_pool = TRUE WHERE id = ?",
                kind,
                costFen,
                id);
        jdbc.update(
                "INSERT INTO sku_stock (sku_id, quota, available) VALUES (?, 10, 10)"
                        + " ON DUPLICATE KEY UPDATE quota = quota + 10, available = available + 10",
                id);
        return new Goods(id, sku);
    }

    private List<Long> idsOf(String channel, String sku) {
        return jdbc.queryForList("SELECT id FROM sku WHERE channel = ? AND channel_sku = ?", Long.class, channel, sku);
    }

    @Test
    void twoInstancesShareTheWork_oneStopsInTheMiddle_andEveryOrderIsPlacedOnce() {
        long person = aPersonWith(100_000);
        Goods bill = recharge(10, 1000);
        List<Long> orders = new ArrayList<>();
        NEIGHBOURS.mobile(person, "13712340003");
        try (ConfigurableApplicationContext second = secondInstance()) {
            for (int i = 0; i < 60; i++) {
                if (i % 7 == 0) {
                    BILLS.plan(bill.channelSku(), ScriptedChannel.Fate.LOST_ANSWER);
                }
                orders.add(accepted(redeem(person, bill)));
                if (i == 30) {
                    second.close();
                }
            }
        }
        await().atMost(SOON).until(() -> orders.stream().allMatch(id -> BILLS.has(Long.toString(id))));
        orders.forEach(id -> BILLS.is(Long.toString(id), ScriptedChannel.State.DONE));
        await().atMost(SOON)
                .until(() -> orders.stream().allMatch(id -> state(id).equals("FULFILLED")));
        assertThat(orders)
                .allSatisfy(id -> assertThat(BILLS.callsFor(Long.toString(id))).isEqualTo(1));
        new Books(jdbc).settled(List.of(person));
    }

    private ConfigurableApplicationContext secondInstance() {
        Map<String, Object> same = new LinkedHashMap<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source.getName().equals("shared test servers") && source instanceof EnumerablePropertySource<?> named) {
                for (String name : named.getPropertyNames()) {
                    same.put(name, String.valueOf(named.getProperty(name)));
                }
            }
        }
        for (String service : List.of("roster-service", "message-service", "risk-reconcile-service")) {
            same.put("spring.cloud.discovery.client.simple.instances." + service + "[0].uri", NEIGHBOURS.url());
        }
        same.put("server.port", "0");
        same.put("jiaxiao.redemption.sweep-every", "200ms");
        same.put("db-scheduler.polling-interval", "100ms");
        same.put("jiaxiao.shutdown.leave-for", "0s");
        return new SpringApplicationBuilder(MallApplication.class, TestIdentity.class, TestChannels.class)
                .initializers(
                        context -> context.getBeanFactory().registerSingleton("noFixtures", new FixturesAreNoBeans()))
                .run(same.entrySet().stream()
                        .map(each -> "--" + each.getKey() + "=" + each.getValue())
                        .toArray(String[]::new));
    }

    /** Outside a test context nothing keeps the scan from what lies beside the tests. */
    private static final class FixturesAreNoBeans extends TypeExcludeFilter {

        @Override
        public boolean match(MetadataReader type, MetadataReaderFactory types) {
            return type.getClassMetadata().getClassName().contains(".fixture.");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof FixturesAreNoBeans;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }
}
