package io.jiaxiao.mall.supply.jd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.mall.supply.AfterSales;
import io.jiaxiao.mall.supply.Placement;
import io.jiaxiao.mall.supply.ProductNotices.ProductChange;
import io.jiaxiao.mall.supply.ProductSource;
import io.jiaxiao.mall.supply.SupplyNotice;
import io.jiaxiao.mall.supply.SupplyNotices;
import io.jiaxiao.mall.supply.SupplyOrder;
import io.jiaxiao.mall.supply.SupplyStatus;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdMessagesIT extends JdFixture {

    private final List<SupplyNotice> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void nothingWaits() {
        send("DELETE", "/jd/control", "");
    }

    private String place(SupplyOrder order) {
        Placement placed = client.channel().place(order);
        assertThat(placed).isInstanceOf(Placement.Accepted.class);
        return placed instanceof Placement.Accepted accepted ? String.valueOf(accepted.partnerNumber()) : "";
    }

    private List<String> toldOf(String number) {
        return told.stream()
                .filter(notice -> notice.partnerNumber().equals(number))
                .map(notice -> notice.code() + notice.kind())
                .toList();
    }

    private void awaitFulfilled(SupplyOrder order) {
        await().until(() -> client.channel().query(order) instanceof SupplyStatus.Fulfilled);
    }

    private String fulfilled(SupplyOrder order) {
        String number = place(order);
        awaitFulfilled(order);
        return number;
    }

    private static long waiting() {
        long sum = 0;
        for (var count : control().path("messages")) {
            sum += count.asLong();
        }
        return sum;
    }

    @Test
    void whatHappensToAnOrder_isToldUnderTheNumberWeKnow_evenAfterASplit() {
        order(mobile, "[{\"kind\":\"SPLIT\"}]");
        SupplyOrder order = anOrder(new SupplyOrder.Item(GLOBE, 2, GLOBE_FEN));
        String number = place(order);
        awaitFulfilled(order);
        client.messages().ofOrders(told::add);
        assertThat(toldOf(number))
                .containsExactlyInAnyOrder("1CHANGED", "12CHANGED", "12CHANGED", "5FULFILLED", "5FULFILLED");
        assertThat(told).allMatch(notice -> notice.partnerNumber().equals(number));
        client.messages().ofNobody();
        assertThat(waiting()).isZero();
    }

    @Test
    void whileThereIsNoTimeForMore_messagesStayWithJd_andAreToldLater() {
        String first = fulfilled(aGlobe());
        String second = fulfilled(aGlobe());
        var turns = new AtomicInteger(1);
        var busy = new SupplyNotices() {
            @Override
            public void take(SupplyNotice notice) {
                told.add(notice);
            }

            @Override
            public boolean hasTimeFor(String channel) {
                return channel.equals(JdChannel.NAME) && turns.getAndDecrement() > 0;
            }
        };
        assertThat(client.messages().ofOrders(busy)).isOne();
        assertThat(told).hasSize(1);
        turns.set(2);
        assertThat(client.messages().ofOrders(busy)).isEqualTo(2);
        assertThat(client.messages().ofOrders(told::add)).isOne();
        assertThat(toldOf(first)).containsExactlyInAnyOrder("12CHANGED", "5FULFILLED");
        assertThat(toldOf(second)).containsExactlyInAnyOrder("12CHANGED", "5FULFILLED");
    }

    @Test
    void aMessageThatCannotBeTaken_stays_andHoldsUpNoOther() {
        String badNumber = fulfilled(aGlobe());
        String goodNumber = fulfilled(aGlobe());
        List<SupplyNotice> tried = new ArrayList<>();
        int taken = client.messages().ofOrders(notice -> {
            tried.add(notice);
            if (notice.partnerNumber().equals(badNumber)) {
                throw new IllegalStateException("the database is away");
            }
            told.add(notice);
        });
        assertThat(taken).isEqualTo(2);
        assertThat(toldOf(goodNumber)).containsExactlyInAnyOrder("12CHANGED", "5FULFILLED");
        assertThat(tried).hasSize(4);
        // The crash is over: what stayed is told again, and only that.
        told.clear();
        assertThat(client.messages().ofOrders(told::add)).isEqualTo(2);
        assertThat(toldOf(badNumber)).containsExactlyInAnyOrder("12CHANGED", "5FULFILLED");
    }

    @Test
    void moreMessagesThanOneBatchHolds_areAllToldAndDeleted() {
        order(mobile, "[{\"kind\":\"DOUBLE_MESSAGES\"}]");
        List<SupplyOrder> orders = List.of(aGlobe(), aGlobe(), aGlobe(), aGlobe());
        orders.forEach(this::place);
        orders.forEach(this::awaitFulfilled);
        assertThat(client.messages().ofOrders(told::add)).isEqualTo(4 * 2 * 2);
        assertThat(client.messages().ofOrders(told::add)).isZero();
    }

    @Test
    void aRefusedDelivery_andAnEndedReservation_areToldAsWhatTheyAre() {
        order(mobile, "[{\"kind\":\"REFUSED_DELIVERY\"}]");
        SupplyOrder refused = aGlobe();
        String number = place(refused);
        await().until(() -> client.channel().query(refused) instanceof SupplyStatus.Failed);
        order(
                mobile,
                "[{\"kind\":\"RESERVATION_EXPIRES\",\"millis\":0},{\"kind\":\"STEP_TIMEOUT_BEFORE\",\"millis\":0,\"count\":1}]");
        client.channel().place(aGlobe());
        await().until(() -> control().path("messages").has("15"));
        client.messages().ofOrders(told::add);
        assertThat(toldOf(number)).contains("5REFUSED_BY_RECEIVER");
        assertThat(told.stream().map(notice -> notice.code() + notice.kind())).contains("15CANCELLED", "10CANCELLED");
    }

    @Test
    void aPaymentJdCouldNotTake_isAskedForAgain() {
        order(mobile, "[{\"kind\":\"PAYMENT_FAILED\"}]");
        SupplyOrder order = aGlobe();
        place(order);
        await().until(() -> control().path("messages").has("14"));
        client.messages().ofOrders(told::add);
        assertThat(told.stream().map(SupplyNotice::code)).contains("14");
        awaitFulfilled(order);
    }

    @Test
    void changesOfProducts_areTold_butNotThoseOfAnotherPool() {
        send("PUT", "/jd/control/goods/" + GLOBE, "{\"priceFen\":9900,\"onShelf\":false,\"pools\":[10002]}");
        List<ProductChange> changes = new ArrayList<>();
        client.messages().ofProducts(changes::add);
        assertThat(changes)
                .containsExactlyInAnyOrder(
                        new ProductChange("jd", GLOBE, ProductChange.Kind.PRICE),
                        new ProductChange("jd", GLOBE, ProductChange.Kind.SHELF));
        assertThat(waiting()).isZero();
    }

    @Test
    void theCatalogue_isReadPageByPage_withPricesPicturesAndStock() {
        List<String> skus = client.products().skus();
        assertThat(skus).contains(GLOBE, BLENDER).doesNotHaveDuplicates().hasSize(7);
        ProductSource.Product globe =
                client.products().products(List.of(GLOBE, "1")).getFirst();
        assertThat(globe.name()).isEqualTo("墨痕 地球仪 25厘米 AR版");
        assertThat(globe.costFen()).isEqualTo(GLOBE_FEN);
        assertThat(globe.images()).hasSize(3).allMatch(image -> image.startsWith("https://"));
        send("PUT", "/jd/control/goods/" + BLENDER, "{\"onShelf\":false}");
        assertThat(client.products().onSale(List.of(GLOBE, BLENDER, "1"))).containsOnlyKeys(GLOBE);
        send("PUT", "/jd/control/goods/" + GLOBE, "{\"stock\":7}");
        assertThat(client.products().stock(List.of(GLOBE, BLENDER), "440305"))
                .containsEntry(GLOBE, 7)
                .containsEntry(BLENDER, 0);
        assertThat(client.products().stock(List.of(GLOBE), "110108")).containsEntry(GLOBE, 7);
        assertThat(client.products().stock(List.of(GLOBE), null)).isEmpty();
    }

    @Test
    void theAreas_areShownLevelByLevel_downToTheTown() {
        assertThat(client.areas().areas(List.of())).containsEntry("19", "广东").containsEntry("1", "北京");
        assertThat(client.areas().areas(List.of("19", "1607", "3638"))).containsEntry("62961", "粤海街道");
        assertThat(client.areas().areas(List.of("19", "1607", "3638", "62961"))).isEmpty();
    }

    @Test
    void theBooks_holdEveryParcel_andEveryFenOfTheBalance() {
        SupplyOrder order = aGlobe();
        long before = client.channel().balanceFen().orElseThrow();
        String number = place(order);
        awaitFulfilled(order);
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        assertThat(client.books().orders(JdBooks.Kind.NEW, today))
                .contains(new JdBooks.BookedOrder(number, 1, GLOBE_FEN));
        assertThat(client.books().orders(JdBooks.Kind.DELIVERED, today))
                .extracting(JdBooks.BookedOrder::number)
                .contains(number);
        assertThat(client.books().ledger(today, today))
                .filteredOn(row -> row.orderNumber().equals(number))
                .extracting(JdBooks.LedgerRow::amountFen, JdBooks.LedgerRow::tradeType)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(-(GLOBE_FEN + FREIGHT_FEN), 1209));
        assertThat(before - client.channel().balanceFen().orElseThrow()).isEqualTo(GLOBE_FEN + FREIGHT_FEN);
    }

    @Test
    void aReturn_isOneCaseHoweverOftenItIsAskedFor_andEndsWithTheMoneyBack() {
        SupplyOrder order = aGlobe();
        place(order);
        assertThat(client.afterSales().ask("R1", order, 1, Set.of())).isInstanceOf(AfterSales.Answer.Refused.class);
        awaitFulfilled(order);
        long before = client.channel().balanceFen().orElseThrow();
        order(mobile, "[{\"kind\":\"STEP_TIMEOUT_AFTER_SUCCESS\",\"millis\":0,\"count\":1}]");
        AfterSales.Answer first = client.afterSales().ask("R1", order, 1, Set.of());
        assertThat(first).isInstanceOf(AfterSales.Answer.UnderWay.class);
        await().until(() -> client.afterSales().ask("R1", order, 1, Set.of()) instanceof AfterSales.Answer.Accepted);
        assertThat(client.channel().balanceFen().orElseThrow() - before).isEqualTo(GLOBE_FEN);
    }

    @Test
    void aReturnJdReviewsAndRefuses_isRefused() {
        SupplyOrder order = aGlobe();
        place(order);
        awaitFulfilled(order);
        order(mobile, "[{\"kind\":\"AFTER_SALE_REFUSED\"}]");
        client.afterSales().ask("R2", order, 1, Set.of());
        await().until(() -> client.afterSales().ask("R2", order, 1, Set.of()) instanceof AfterSales.Answer.Refused);
    }
}
