package io.jiaxiao.mall.supply.niannianka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.mall.supply.CardSecret;
import io.jiaxiao.mall.supply.Placement;
import io.jiaxiao.mall.supply.ProductSource;
import io.jiaxiao.mall.supply.SupplyOrder;
import io.jiaxiao.mall.supply.SupplyStatus;
import io.jiaxiao.mall.supply.fixture.Orders;
import io.jiaxiao.mall.supply.fixture.SharedWords;
import io.jiaxiao.mall.supply.fixture.Suppliers;
import io.jiaxiao.starter.partner.PartnerLine;
import io.jiaxiao.testkit.simulation.MovableClock;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The client of 年年卡 against its simulator, with whatever can go wrong on the way. */
class NiannianKaChannelIT {

    private static final String CARD = "20010001";
    private static final String VIDEO = "30010001";
    private static final String LAST_ONE = "20090001";
    private static final String SOLD_OUT = "20090002";
    private static final long DEAR = 10_000;

    private final MovableClock clock = MovableClock.at("2026-01-02T03:04:05Z");
    private final SharedWords words = new SharedWords();
    private final NiannianKaProperties properties = properties(Suppliers.APP_SECRET);
    private final NiannianKaChannel channel = channel(properties);
    private final SupplyOrder card = Orders.cards(Orders.aNumber(), CARD, 1, DEAR);
    private final Mobile account = Orders.anAccount();
    private final SupplyOrder video = Orders.recharge(Orders.aNumber(), VIDEO, DEAR, account);

    private static NiannianKaProperties properties(String secret) {
        return new NiannianKaProperties(
                Suppliers.niannianka(),
                "demoKey",
                secret,
                "fulu.",
                true,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofMinutes(15),
                Duration.ofSeconds(20),
                new NiannianKaProperties.Codes(
                        Set.of(3001),
                        Set.of(3002),
                        Set.of(1000, 1001, 1003, 1004, 1005, 2001, 2003, 3004),
                        Set.of(1002, 2002, 3003, 3005),
                        Set.of(2001, 2002, 2003),
                        Set.of(3004)),
                List.of(),
                Duration.ofDays(3));
    }

    /** Timestamps are real, because the partner looks at them; waiting is moved by hand. */
    private NiannianKaClient client(NiannianKaProperties with) {
        return new NiannianKaClient(
                with,
                new PartnerLine("niannianka", with.connect(), with.read()),
                Suppliers.gate("niannianka"),
                Clock.systemUTC());
    }

    private NiannianKaChannel channel(NiannianKaProperties with) {
        NiannianKaClient client = client(with);
        return new NiannianKaChannel(with, client, new NiannianKaProducts(client, with.codes(), clock), words, clock);
    }

    private static void fault(String target, String faults) {
        Suppliers.order("niannianka", target, faults);
    }

    private SupplyStatus end(SupplyOrder order) {
        return await().until(() -> channel.query(order), Suppliers::isCertain);
    }

    private static List<JsonNode> taken(String target) {
        return Suppliers.journal("niannianka", target).stream()
                .filter(each -> each.path("kind").asString().endsWith(".add")
                        && each.path("taken").booleanValue())
                .toList();
    }

    private static String partnerNumber(Placement placement) {
        assertThat(placement).isInstanceOf(Placement.Accepted.class);
        return String.valueOf(((Placement.Accepted) placement).partnerNumber());
    }

    @Test
    void aCard_isOrderedAskedForAndOpened_andPrintsNothing() {
        Placement placed = channel.place(card);
        assertThat(placed).isEqualTo(new Placement.Accepted(partnerNumber(placed), 4925));
        SupplyStatus end = end(card);
        assertThat(end).isInstanceOfSatisfying(SupplyStatus.Fulfilled.class, fulfilled -> {
            assertThat(fulfilled.costFen()).isEqualTo(4925);
            CardSecret secret = fulfilled.cards().getFirst();
            assertThat(fulfilled.cards()).hasSize(1);
            assertThat(secret.number()).isEqualTo(partnerNumber(placed) + "00");
            assertThat(secret.password()).matches("\\d{16}");
            assertThat(secret.validUntil()).isNotNull();
            assertThat(end.toString()).doesNotContain(secret.password(), secret.number());
        });
    }

    @Test
    void threePieces_areThreeDifferentCards_theSameWheneverTheyAreAskedFor() {
        SupplyOrder three = Orders.cards(Orders.aNumber(), CARD, 3, DEAR);
        channel.place(three);
        SupplyStatus.Fulfilled end = (SupplyStatus.Fulfilled) end(three);
        assertThat(end.cards()).hasSize(3).doesNotHaveDuplicates();
        assertThat(end.costFen()).isEqualTo(3 * 4925);
        assertThat(channel.query(three)).isEqualTo(end);
    }

    @Test
    void aDirectRecharge_aBill_andAPackage_goTheirOwnWays() {
        channel.place(video);
        assertThat(end(video)).isInstanceOfSatisfying(SupplyStatus.Fulfilled.class, done -> assertThat(done.cards())
                .isEmpty());
        for (String sku : List.of("mobile-50", "data-100")) {
            SupplyOrder bill = Orders.recharge(Orders.aNumber(), sku, DEAR, account);
            assertThat(channel.place(bill)).as(sku).isInstanceOf(Placement.Accepted.class);
            assertThat(end(bill)).as(sku).isInstanceOf(SupplyStatus.Fulfilled.class);
        }
        assertThat(taken(account.digits()).stream()
                        .map(each -> each.path("kind").asString()))
                .containsExactly("order.direct.add", "order.mobile.add", "order.data.add");
    }

    @Test
    void theSameNumberAgain_isTheSameOrder_andWithOtherContentItIsNobodysBusiness() {
        Placement first = channel.place(card);
        assertThat(partnerNumber(channel.place(card))).isEqualTo(partnerNumber(first));
        assertThat(channel.place(Orders.cards(card.number(), CARD, 2, DEAR)))
                .isEqualTo(new Placement.Unknown("NUMBER_TAKEN_OTHERWISE"));
        assertThat(taken(card.number())).hasSize(1);
    }

    @Test
    void eightAtOnceWithOneNumber_makeOneOrder() throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Placement>> same = Collections.nCopies(8, () -> channel.place(card));
            assertThat(threads.invokeAll(same).stream().map(Future::resultNow).map(each -> partnerNumber(each)))
                    .hasSize(8)
                    .containsOnly(partnerNumber(channel.place(card)));
        }
        assertThat(taken(card.number())).hasSize(1);
    }

    @Test
    void timeoutAfterSuccess_isUnknown_andTheQuestionDecides() {
        fault(card.number(), "[{\"kind\":\"TIMEOUT_AFTER_SUCCESS\",\"millis\":0,\"count\":1}]");
        assertThat(channel.place(card)).isEqualTo(new Placement.Unknown("NO_ANSWER"));
        assertThat(end(card)).isInstanceOf(SupplyStatus.Fulfilled.class);
        assertThat(channel.place(card)).isInstanceOf(Placement.Accepted.class);
        assertThat(taken(card.number())).hasSize(1);
    }

    @Test
    void timeoutBefore_isNotFoundOnlyAfterTheSafeTime_andThenTheNumberMayGoAgain() {
        fault(card.number(), "[{\"kind\":\"TIMEOUT_BEFORE\",\"millis\":0,\"count\":1}]");
        assertThat(channel.place(card)).isEqualTo(new Placement.Unknown("NO_ANSWER"));
        assertThat(channel.query(card)).isEqualTo(new SupplyStatus.Unknown("NOT_FOUND_YET"));
        clock.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(channel.query(card)).isEqualTo(new SupplyStatus.Unknown("NOT_FOUND_YET"));
        clock.advanceMillis(1);
        assertThat(channel.query(card)).isEqualTo(new SupplyStatus.NotFound());
        assertThat(channel.place(card)).isInstanceOf(Placement.Accepted.class);
        assertThat(end(card)).isInstanceOf(SupplyStatus.Fulfilled.class);
        assertThat(taken(card.number())).hasSize(1);
    }

    @Test
    void processingForLong_staysProcessing() {
        fault(account.digits(), "[{\"kind\":\"PROCESS_FOR\",\"millis\":600000}]");
        channel.place(video);
        for (int i = 0; i < 5; i++) {
            clock.advanceMinutes(60);
            assertThat(channel.query(video)).isInstanceOf(SupplyStatus.Processing.class);
        }
    }

    @Test
    void aFailure_isBelievedOnlyWhenItStands() {
        fault(account.digits(), "[{\"kind\":\"FAIL_AFTER_PROCESSING\"}]");
        channel.place(video);
        await().until(() -> states(client(properties), video).equals("failed"));
        assertThat(channel.query(video)).isInstanceOf(SupplyStatus.Processing.class);
        clock.advance(Duration.ofSeconds(20).minusMillis(1));
        assertThat(channel.query(video)).isInstanceOf(SupplyStatus.Processing.class);
        clock.advanceMillis(1);
        assertThat(channel.query(video)).isEqualTo(new SupplyStatus.Failed("failed", "渠道处理失败"));
    }

    @Test
    void aFailure_isNotBelieved_whenAnotherInstanceSentTheOrderBetween() {
        NiannianKaChannel other = channel(properties);
        fault(account.digits(), "[{\"kind\":\"FAIL_AFTER_PROCESSING\"}]");
        channel.place(video);
        await().until(() -> states(client(properties), video).equals("failed"));
        assertThat(other.query(video)).isInstanceOf(SupplyStatus.Processing.class);
        clock.advance(Duration.ofSeconds(19));
        channel.place(video);
        clock.advance(Duration.ofSeconds(1));
        assertThat(other.query(video)).isInstanceOf(SupplyStatus.Processing.class);
        clock.advance(Duration.ofSeconds(20));
        assertThat(channel.query(video)).isEqualTo(new SupplyStatus.Failed("failed", "渠道处理失败"));
    }

    private static String states(NiannianKaClient client, SupplyOrder order) {
        return client.ask("order.info.get", Map.of("customer_order_no", order.number()))
                        instanceof Said.Result(JsonNode result)
                ? result.path("order_state").asString("")
                : "";
    }

    @Test
    void refusals_saySo_andWhetherTryingAgainCanHelp_andAnUnheardOfCodeIsNoRefusal() {
        fault(
                account.digits(),
                "[{\"kind\":\"EMPTY_BALANCE\",\"count\":1},{\"kind\":\"REFUSE\",\"code\":1005,\"count\":1},"
                        + "{\"kind\":\"REFUSE\",\"code\":5000,\"count\":1},{\"kind\":\"HTTP_500\",\"count\":1}]");
        assertThat(channel.place(video)).isEqualTo(new Placement.Refused("3003", "账户余额不足", false));
        assertThat(channel.place(video))
                .isInstanceOfSatisfying(Placement.Refused.class, refused -> assertThat(refused.permanent())
                        .isTrue());
        assertThat(channel.place(video)).isEqualTo(new Placement.Unknown("5000"));
        assertThat(channel.place(video)).isEqualTo(new Placement.Unknown("HTTP_500"));
        assertThat(taken(account.digits())).isEmpty();
        assertThat(channel.place(video)).isInstanceOf(Placement.Accepted.class);
    }

    @Test
    void whatIsSoldOutOrGone_isRefusedForGood_whatIsClosedOrTooDear_mayComeBack() {
        assertThat(channel.place(Orders.cards(Orders.aNumber(), SOLD_OUT, 1, DEAR)))
                .isEqualTo(new Placement.Refused("2003", "库存不足", true, Placement.Cause.SOLD_OUT));
        assertThat(channel.place(Orders.recharge(Orders.aNumber(), "30070001", DEAR, account)))
                .isEqualTo(new Placement.Refused("2002", "商品已下架或维护中", false, Placement.Cause.SOLD_OUT));
        assertThat(channel.place(Orders.cards(Orders.aNumber(), "29999999", 1, DEAR)))
                .isEqualTo(new Placement.Refused("2001", "商品不存在", true, Placement.Cause.SOLD_OUT));
        SupplyOrder cheap = Orders.cards(Orders.aNumber(), CARD, 1, 4924);
        assertThat(channel.place(cheap)).isEqualTo(new Placement.Refused("PRICE_ABOVE", "渠道价格高于预期", false));
        assertThat(Suppliers.journal("niannianka", cheap.number())).isEmpty();
    }

    @Test
    void aQuestionThatIsNotAnswered_isUnknown() {
        channel.place(card);
        fault(card.number(), "[{\"kind\":\"QUERY_HTTP_500\",\"count\":1}]");
        assertThat(channel.query(card)).isEqualTo(new SupplyStatus.Unknown("HTTP_500"));
        assertThat(end(card)).isInstanceOf(SupplyStatus.Fulfilled.class);
    }

    @Test
    void anotherSecretThanThePartners_ordersNothing() {
        NiannianKaChannel stranger = channel(properties("f".repeat(32)));
        assertThat(stranger.place(card)).isEqualTo(new Placement.Refused("ANSWER_NOT_SIGNED", "无法查询渠道价格，未下单", false));
        assertThat(stranger.query(card)).isEqualTo(new SupplyStatus.Unknown("ANSWER_NOT_SIGNED"));
        assertThat(taken(card.number())).isEmpty();
    }

    @Test
    void theCatalogue_isWhatThePartnerOffers() {
        NiannianKaProducts products = new NiannianKaProducts(client(properties), properties.codes(), clock);
        assertThat(products.skus()).hasSize(21).contains(CARD, VIDEO);
        assertThat(products.onSale(List.of(CARD, "30080001", "nothing"))).isEqualTo(Map.of(CARD, 4925L));
        assertThat(products.stock(List.of(CARD, SOLD_OUT), null))
                .isEqualTo(Map.of(CARD, Integer.MAX_VALUE, SOLD_OUT, 0));
        assertThat(products.stock(List.of(LAST_ONE), null)).containsEntry(LAST_ONE, 1);
        ProductSource.Product product =
                products.products(List.of(CARD, "nothing")).getFirst();
        assertThat(product.name()).isEqualTo("京东E卡 50元");
        assertThat(product.faceFen()).isEqualTo(5000);
        assertThat(product.category()).isEqualTo("虚拟商品/卡密");
    }

    @Test
    void theBalance_isToldInFen() {
        long before = channel.balanceFen().orElseThrow();
        channel.place(card);
        assertThat(channel.balanceFen().orElseThrow()).isLessThanOrEqualTo(before - 4925);
    }
}
