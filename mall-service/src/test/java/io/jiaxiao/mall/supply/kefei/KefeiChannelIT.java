package io.jiaxiao.mall.supply.kefei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.mall.supply.Cancellation;
import io.jiaxiao.mall.supply.Placement;
import io.jiaxiao.mall.supply.SupplyOrder;
import io.jiaxiao.mall.supply.SupplyStatus;
import io.jiaxiao.mall.supply.fixture.Orders;
import io.jiaxiao.mall.supply.fixture.SharedWords;
import io.jiaxiao.mall.supply.fixture.Suppliers;
import io.jiaxiao.starter.partner.PartnerLine;
import io.jiaxiao.testkit.simulation.MovableClock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The client of 科飞 against its simulator, with whatever can go wrong on the way. */
class KefeiChannelIT {

    private static final long DEAR = 5000;

    private final MovableClock clock = MovableClock.at("2026-01-02T03:04:05Z");
    private final SharedWords words = new SharedWords();
    private final KefeiProperties properties = properties(Suppliers.MD5_KEY);
    private final KefeiClient client = client(properties);
    private final KefeiPrices prices = new KefeiPrices(client, clock);
    private final KefeiChannel channel = channel(properties);
    private final Mobile account = Orders.anAccount();
    private final SupplyOrder order = Orders.recharge(Orders.aNumber(), "HF50", DEAR, account);

    private static KefeiProperties properties(String key) {
        return new KefeiProperties(
                Suppliers.kefei(),
                "demoAgent",
                key,
                "",
                "",
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofMinutes(15),
                new KefeiProperties.Codes(Set.of(-200), Set.of(-205), Set.of(-204, -103), Set.of(-310)),
                List.of());
    }

    private static KefeiClient client(KefeiProperties with) {
        return new KefeiClient(with, new PartnerLine("kefei", with.connect(), with.read()), Suppliers.gate("kefei"));
    }

    private KefeiChannel channel(KefeiProperties with) {
        KefeiClient client = client(with);
        return new KefeiChannel(with, client, new KefeiPrices(client, clock), words, clock);
    }

    private void fault(String faults) {
        Suppliers.order("kefei", account.digits(), faults);
    }

    private SupplyStatus awaited(Predicate<SupplyStatus> wanted) {
        return await().until(() -> channel.query(order), wanted);
    }

    private SupplyStatus end() {
        return awaited(Suppliers::isCertain);
    }

    private List<JsonNode> taken() {
        return Suppliers.journal("kefei", account.digits()).stream()
                .filter(each -> each.path("kind").asString().equals("CZ")
                        && each.path("taken").booleanValue())
                .toList();
    }

    private static String partnerNumber(Placement placement) {
        assertThat(placement).isInstanceOf(Placement.Accepted.class);
        return String.valueOf(((Placement.Accepted) placement).partnerNumber());
    }

    @Test
    void aBill_isAcceptedAndPaid_atTheCarriersPrice() {
        Placement placed = channel.place(order);
        assertThat(placed).isEqualTo(new Placement.Accepted(partnerNumber(placed), 4975));
        assertThat(end()).isEqualTo(new SupplyStatus.Fulfilled(partnerNumber(placed), 4975, List.of(), List.of()));
        assertThat(taken()).singleElement().satisfies(entry -> {
            JsonNode busi = entry.path("decoded");
            assertThat(busi.path("ispName").asString()).isEqualTo("%E7%A7%BB%E5%8A%A8");
            assertThat(busi.path("chargeCash").asString()).isEqualTo("50");
        });
        assertThat(channel.cancel(order)).isInstanceOf(Cancellation.Refused.class);
    }

    @Test
    void theSameNumberAgain_isTheSameOrder_chargedOnce() {
        Placement first = channel.place(order);
        Placement again = channel.place(order);
        assertThat(partnerNumber(again)).isEqualTo(partnerNumber(first));
        assertThat(taken()).hasSize(1);
    }

    @Test
    void eightAtOnceWithOneNumber_makeOneOrder() throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Placement>> same = Collections.nCopies(8, () -> channel.place(order));
            assertThat(threads.invokeAll(same).stream().map(Future::resultNow).map(each -> partnerNumber(each)))
                    .hasSize(8)
                    .containsOnly(partnerNumber(channel.place(order)));
        }
        assertThat(taken()).hasSize(1);
    }

    @Test
    void timeoutAfterSuccess_isUnknown_andTheQuestionDecides() {
        fault("[{\"kind\":\"TIMEOUT_AFTER_SUCCESS\",\"millis\":0,\"count\":1}]");
        assertThat(channel.place(order)).isEqualTo(new Placement.Unknown("NO_ANSWER"));
        assertThat(end()).isInstanceOf(SupplyStatus.Fulfilled.class);
        assertThat(channel.place(order)).isInstanceOf(Placement.Accepted.class);
        assertThat(taken()).hasSize(1);
    }

    @Test
    void silenceLongerThanTheDeadline_isUnknown() {
        fault("[{\"kind\":\"TIMEOUT_AFTER_SUCCESS\",\"millis\":4000,\"count\":1}]");
        long start = System.nanoTime();
        assertThat(channel.place(order)).isEqualTo(new Placement.Unknown("NO_ANSWER"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(3500));
    }

    @Test
    void timeoutBefore_isNotFoundOnlyAfterTheSafeTime_andThenTheNumberMayGoAgain() {
        fault("[{\"kind\":\"TIMEOUT_BEFORE\",\"millis\":0,\"count\":1}]");
        assertThat(channel.place(order)).isEqualTo(new Placement.Unknown("NO_ANSWER"));
        assertThat(channel.query(order)).isEqualTo(new SupplyStatus.Unknown("NOT_FOUND_YET"));
        clock.advanceMinutes(14);
        assertThat(channel.query(order)).isEqualTo(new SupplyStatus.Unknown("NOT_FOUND_YET"));
        clock.advanceMinutes(1);
        assertThat(channel.query(order)).isEqualTo(new SupplyStatus.NotFound());
        assertThat(channel.place(order)).isInstanceOf(Placement.Accepted.class);
        assertThat(end()).isInstanceOf(SupplyStatus.Fulfilled.class);
        assertThat(taken()).hasSize(1);
    }

    @Test
    void whatAnotherInstanceSentAgain_isNotDeniedOnAnOldWord() {
        KefeiChannel other = channel(properties);
        assertThat(other.query(order)).isEqualTo(new SupplyStatus.Unknown("NOT_FOUND_YET"));
        clock.advanceMinutes(16);
        fault("[{\"kind\":\"TIMEOUT_BEFORE\",\"millis\":0,\"count\":1}]");
        assertThat(channel.place(order)).isEqualTo(new Placement.Unknown("NO_ANSWER"));
        clock.advance(Duration.ofSeconds(2));
        assertThat(other.query(order)).isEqualTo(new SupplyStatus.Unknown("NOT_FOUND_YET"));
        clock.advanceMinutes(15);
        assertThat(channel.query(order)).isEqualTo(new SupplyStatus.NotFound());
    }

    @Test
    void minus310_isUnknown_whateverIsTrueBehindIt() {
        fault("[{\"kind\":\"UNCERTAIN\",\"then\":\"SUCCESS\"}]");
        assertThat(channel.place(order)).isEqualTo(new Placement.Unknown("-310"));
        assertThat(end()).isInstanceOf(SupplyStatus.Fulfilled.class);
    }

    @Test
    void minus310ThenAFailure_endsFailed() {
        fault("[{\"kind\":\"UNCERTAIN\",\"then\":\"FAIL\"}]");
        assertThat(channel.place(order)).isEqualTo(new Placement.Unknown("-310"));
        assertThat(end()).isEqualTo(new SupplyStatus.Failed("21", "处理失败"));
    }

    @Test
    void minus310OfAnOrderThatNeverWas_isNotFoundAfterTheSafeTime() {
        fault("[{\"kind\":\"UNCERTAIN\",\"then\":\"NEVER_MADE\",\"count\":1}]");
        assertThat(channel.place(order)).isEqualTo(new Placement.Unknown("-310"));
        assertThat(channel.query(order)).isEqualTo(new SupplyStatus.Unknown("NOT_FOUND_YET"));
        clock.advanceMinutes(15);
        assertThat(channel.query(order)).isEqualTo(new SupplyStatus.NotFound());
    }

    @Test
    void processingForLong_staysProcessing_howeverOftenItIsAsked() {
        fault("[{\"kind\":\"PROCESS_FOR\",\"millis\":600000}]");
        channel.place(order);
        for (int i = 0; i < 5; i++) {
            clock.advanceMinutes(60);
            assertThat(channel.query(order)).isInstanceOf(SupplyStatus.Processing.class);
        }
    }

    @Test
    void aFailureAfterProcessing_isFailed() {
        fault("[{\"kind\":\"FAIL_AFTER_PROCESSING\"}]");
        assertThat(channel.place(order)).isInstanceOf(Placement.Accepted.class);
        assertThat(end()).isEqualTo(new SupplyStatus.Failed("21", "处理失败"));
    }

    @Test
    void state35AfterSuccess_isAReversal() {
        fault("[{\"kind\":\"REVERSE_AFTER_SUCCESS\",\"millis\":300}]");
        channel.place(order);
        assertThat(awaited(SupplyStatus.Fulfilled.class::isInstance)).isNotNull();
        assertThat(awaited(status -> !(status instanceof SupplyStatus.Fulfilled)))
                .isEqualTo(new SupplyStatus.Reversed("35", "失败退款"));
    }

    @Test
    void everyStateOfThePartner_hasItsClass() {
        fault("[{\"kind\":\"STATES\",\"states\":[1,6,11]}]");
        channel.place(order);
        assertThat(end()).isInstanceOf(SupplyStatus.Fulfilled.class);
        Mobile frozen = Orders.anAccount();
        Suppliers.order("kefei", frozen.digits(), "[{\"kind\":\"STATES\",\"states\":[0,99]}]");
        SupplyOrder other = Orders.recharge(Orders.aNumber(), "HF50", DEAR, frozen);
        channel.place(other);
        await().until(() -> channel.query(other).equals(new SupplyStatus.Unknown("FROZEN_99")));
    }

    @Test
    void refusals_saySo_andWhetherTryingAgainCanHelp() {
        fault("[{\"kind\":\"EMPTY_BALANCE\",\"count\":1},{\"kind\":\"REFUSE\",\"code\":-777,\"count\":1}]");
        assertThat(channel.place(order)).isEqualTo(new Placement.Refused("-204", "代理商余额不足", false));
        assertThat(channel.place(order)).isEqualTo(new Placement.Refused("-777", "系统繁忙", true));
        assertThat(taken()).isEmpty();
        assertThat(channel.place(order)).isInstanceOf(Placement.Accepted.class);
    }

    @Test
    void http500_isUnknown_forOrdersAndQuestions() {
        fault("[{\"kind\":\"HTTP_500\",\"count\":1},{\"kind\":\"QUERY_HTTP_500\",\"count\":1}]");
        assertThat(channel.place(order)).isEqualTo(new Placement.Unknown("HTTP_500"));
        channel.place(order);
        assertThat(channel.query(order)).isEqualTo(new SupplyStatus.Unknown("HTTP_500"));
    }

    @Test
    void whatIsNoPhoneBill_orTooDear_isNeverSent() {
        assertThat(channel.place(Orders.recharge(Orders.aNumber(), "HF50", 4974, account)))
                .isEqualTo(new Placement.Refused("PRICE_ABOVE", "渠道价格高于预期", false));
        assertThat(channel.place(Orders.recharge(Orders.aNumber(), "HF55", DEAR, account)))
                .isInstanceOf(Placement.Refused.class);
        assertThat(channel.place(Orders.cards(Orders.aNumber(), "HF50", 1, DEAR)))
                .isInstanceOf(Placement.Refused.class);
        assertThat(channel.place(Orders.recharge(Orders.aNumber(), "HF50", DEAR, new Mobile("19200000001"))))
                .isInstanceOf(Placement.Refused.class);
        assertThat(Suppliers.journal("kefei", account.digits())).isEmpty();
    }

    @Test
    void aWrongKey_isRefusedBeforeAnythingIsOrdered() {
        assertThat(channel(properties("another")).place(order))
                .isEqualTo(new Placement.Refused("PRICE_UNKNOWN", "无法查询渠道价格，未下单", false));
        assertThat(channel(properties("")).query(order)).isEqualTo(new SupplyStatus.Unknown("NOT_CONFIGURED"));
    }

    @Test
    void theBalance_goesDownByWhatABillCosts() {
        long before = channel.balanceFen().orElseThrow();
        channel.place(order);
        assertThat(channel.balanceFen().orElseThrow()).isLessThanOrEqualTo(before - 4975);
    }

    @Test
    void thePriceList_hasOneBillForEachFace_atTheDearestCarriersPrice() {
        assertThat(prices.skus()).containsExactly("HF10", "HF30", "HF50", "HF100", "HF200");
        assertThat(prices.onSale(List.of("HF50", "HF55"))).isEqualTo(java.util.Map.of("HF50", 4975L));
        assertThat(prices.products(List.of("HF100"))).singleElement().satisfies(product -> {
            assertThat(product.faceFen()).isEqualTo(10_000);
            assertThat(product.name()).isEqualTo("话费充值100元");
        });
        assertThat(prices.stock(List.of("HF50"), null)).containsEntry("HF50", Integer.MAX_VALUE);
    }
}
