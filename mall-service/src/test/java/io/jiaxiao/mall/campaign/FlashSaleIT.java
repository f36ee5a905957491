package io.jiaxiao.mall.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.campaign.AdmitBuyer.Answer;
import io.jiaxiao.mall.campaign.FlashSales.Reading;
import io.jiaxiao.mall.campaign.domain.FlashSale;
import io.jiaxiao.mall.campaign.store.FlashSaleStore;
import io.jiaxiao.mall.campaign.store.RedisAdmissions;
import io.jiaxiao.mall.catalogue.OfferStock;
import io.jiaxiao.mall.catalogue.fixture.CatalogueFixture;
import io.jiaxiao.mall.redis.Redis;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import io.jiaxiao.testkit.simulation.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.redisson.client.codec.StringCodec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

/** Exactly so many are sold as there are: with crowds, repeats, buyers who never order, and a Redis that forgets. */
class FlashSaleIT extends CatalogueFixture {

    private static final CampaignProperties PROPERTIES = new CampaignProperties(
            Duration.ofMinutes(10), Duration.ofSeconds(30), Duration.ofDays(1), Duration.ofSeconds(5));

    @Autowired
    private AdmitBuyer admit;

    @Autowired
    private FlashSales sales;

    @Autowired
    private FlashStock flash;

    @Autowired
    private FlashSaleStore store;

    @Autowired
    private RedisAdmissions admissions;

    @Autowired
    private Redis redis;

    @Value("${jiaxiao.redis.url}")
    private String redisUrl;

    private final MovableClock later = MovableClock.at(Clock.systemUTC().instant());

    private long aSale(long units, int perPersonLimit) {
        long sku = onSale("限时抢购", units + 5, 0);
        return aSaleOf(sku, units, perPersonLimit, Duration.ofHours(-1), Duration.ofHours(1));
    }

    private long aSaleOf(long sku, long units, int perPersonLimit, Duration starts, Duration ends) {
        Instant now = Clock.systemUTC().instant();
        return ok(
                        http.post(
                                "/admin/v1/flash-sales",
                                Tokens.operator(),
                                Map.of(
                                        "goodsId",
                                        sku,
                                        "name",
                                        "双十一",
                                        "units",
                                        units,
                                        "pointsPrice",
                                        10,
                                        "perPersonLimit",
                                        perPersonLimit,
                                        "startsAt",
                                        now.plus(starts).toString(),
                                        "endsAt",
                                        now.plus(ends).toString(),
                                        "reason",
                                        "大促")),
                        201)
                .path("id")
                .asLong();
    }

    private Optional<FlashStock.Claim> admitted(long sale, long person, int quantity, String key) {
        return admit.admit(sale, person, quantity, key) instanceof Answer.Admitted yes
                ? Optional.of(claim(yes.admission(), person))
                : Optional.empty();
    }

    private FlashStock.Claim claim(String admission, long person) {
        return ((Reading.Valid) sales.read(admission, person)).claim();
    }

    /** As the ledger's writer does it: many claims in one transaction. @return how many were taken */
    private int order(List<FlashStock.Claim> claims) {
        return Objects.requireNonNull(transaction.execute(status -> {
            FlashStock.Claims open = flash.open(claims);
            int taken = (int)
                    claims.stream().filter(claim -> open.admit(claim).isEmpty()).count();
            open.write();
            return taken;
        }));
    }

    private Optional<Refusal> orderOne(FlashStock.Claim claim) {
        return Objects.requireNonNull(transaction.execute(status -> {
            FlashStock.Claims open = flash.open(List.of(claim));
            Optional<Refusal> no = open.admit(claim);
            open.write();
            return no;
        }));
    }

    private long left(long sale) {
        return store.find(sale).orElseThrow().available();
    }

    private long sold(long sale) {
        return jdbc.queryForObject(
                "SELECT COALESCE(SUM(quantity), 0) FROM flash_sale_claim WHERE sale_id = ? AND state = 'TAKEN'",
                Long.class,
                sale);
    }

    private long inRedis(long sale) throws Exception {
        String units = redis.ask(Duration.ofSeconds(5), client -> client.<String>getBucket(
                        "mall:flash:{" + sale + "}:units", StringCodec.INSTANCE)
                .getAsync());
        return Long.parseLong(units);
    }

    private void redisForgets(long sale) throws Exception {
        redis.ask(Duration.ofSeconds(5), client -> client.getKeys()
                .deleteAsync(
                        "mall:flash:{" + sale + "}:units",
                        "mall:flash:{" + sale + "}:persons",
                        "mall:flash:{" + sale + "}:requests",
                        "mall:flash:{" + sale + "}:open",
                        "mall:flash:{" + sale + "}:turns"));
    }

    private SettleAdmissions settledBy(Clock clock) {
        return new SettleAdmissions(store, admissions, stock, transaction, PROPERTIES, clock);
    }

    @Test
    void twentyThousandBuyersOfTenThousandUnits_exactlyTenThousandAreSold() throws Exception {
        long sale = aSale(10_000, 1);
        var next = new AtomicLong();
        var won = new AtomicInteger();
        var sold = new AtomicInteger();
        long first = aPerson() * 1_000_000;
        together(32, () -> {
            List<FlashStock.Claim> waiting = new ArrayList<>();
            long buyer = next.getAndIncrement();
            while (buyer < 20_000) {
                admitted(sale, first + buyer, 1, "k" + buyer).ifPresent(waiting::add);
                if (waiting.size() == 100) {
                    won.addAndGet(waiting.size());
                    sold.addAndGet(order(waiting));
                    waiting.clear();
                }
                buyer = next.getAndIncrement();
            }
            won.addAndGet(waiting.size());
            sold.addAndGet(order(waiting));
            return null;
        });
        assertThat(won).hasValue(10_000);
        assertThat(sold).hasValue(10_000);
        assertThat(left(sale)).isZero();
        assertThat(sold(sale)).isEqualTo(10_000);
        assertThat(jdbc.queryForObject(
                        "SELECT MAX(taken) FROM flash_sale_person WHERE sale_id = ?", Integer.class, sale))
                .isEqualTo(1);
    }

    @Test
    void redisForgetsInTheMiddle_twice_andStillExactlyAsManyAreSoldAsThereAre() throws Exception {
        long sale = aSale(1_000, 1);
        var next = new AtomicLong();
        var sold = new AtomicInteger();
        var refused = new AtomicInteger();
        long first = aPerson() * 1_000_000;
        var waiting = new ConcurrentLinkedQueue<FlashStock.Claim>();
        List<Callable<Integer>> crowd = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            crowd.add(() -> {
                long buyer = next.getAndIncrement();
                while (buyer < 6_000) {
                    admitted(sale, first + buyer, 1, "k" + buyer).ifPresent(waiting::add);
                    if (buyer == 300 || buyer == 900) {
                        // many hold admissions that are no orders yet
                        redisForgets(sale);
                    }
                    if (buyer % 7 == 0) {
                        FlashStock.Claim claim = waiting.poll();
                        if (claim != null && orderOne(claim).isEmpty()) {
                            sold.incrementAndGet();
                        }
                    }
                    buyer = next.getAndIncrement();
                }
                return 0;
            });
        }
        together(crowd);
        for (FlashStock.Claim claim : waiting) {
            if (orderOne(claim).isEmpty()) {
                sold.incrementAndGet();
            } else {
                refused.incrementAndGet();
            }
        }
        assertThat(sold).hasValue(1_000);
        assertThat(refused)
                .as("admitted before and after the loss, more than there are")
                .hasPositiveValue();
        assertThat(left(sale)).isZero();
        assertThat(sold(sale)).isEqualTo(1_000);
    }

    @Test
    void onePersonOnFiftyThreads_isAdmittedToTheLimitOnly_andTheDatabaseHoldsTheLimitToo() throws Exception {
        long sale = aSale(100, 2);
        long person = aPerson();
        var number = new AtomicInteger();
        List<Optional<FlashStock.Claim>> answers =
                together(50, () -> admitted(sale, person, 1, "k" + number.incrementAndGet()));
        List<FlashStock.Claim> claims =
                answers.stream().flatMap(Optional::stream).toList();
        assertThat(claims).hasSize(2);
        assertThat(order(claims)).isEqualTo(2);
        redisForgets(sale);
        assertThat(admit.admit(sale, person, 1, "after"))
                .as("what the database knows of a person is loaded with the units")
                .isEqualTo(new Answer.Refused(FlashStock.PERSON_LIMIT));
        var forced = new FlashStock.Claim(
                sale, person, "forced", 1, Clock.systemUTC().instant().plusSeconds(60));
        assertThat(orderOne(forced)).contains(FlashStock.PERSON_LIMIT);
    }

    @Test
    void theSameRequestGetsTheSameAdmission_andOneOrderAtMost() throws Exception {
        long sale = aSale(10, 0);
        long person = aPerson();
        List<Answer> answers = together(20, () -> admit.admit(sale, person, 3, "same"));
        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(inRedis(sale)).isEqualTo(7);
        assertThat(admit.admit(sale, person, 2, "same")).isEqualTo(new Answer.Refused(AdmitBuyer.REQUEST_REUSED));
        FlashStock.Claim claim = claim(((Answer.Admitted) answers.getFirst()).admission(), person);
        List<Optional<Refusal>> orders = together(20, () -> orderOne(claim));
        assertThat(orders).filteredOn(Optional::isEmpty).hasSize(1);
        assertThat(orders).filteredOn(Optional::isPresent).allMatch(no -> no.get() == FlashStock.ADMISSION_USED);
        assertThat(left(sale)).isEqualTo(7);
    }

    @Test
    void whoNeverOrders_losesTheUnitToTheNext_andComesTooLate() throws Exception {
        long sale = aSale(2, 1);
        FlashStock.Claim orders = admitted(sale, aPerson(), 1, "a").orElseThrow();
        long idler = aPerson();
        FlashStock.Claim never = admitted(sale, idler, 1, "b").orElseThrow();
        assertThat(orderOne(orders)).isEmpty();
        assertThat(admitted(sale, aPerson(), 1, "c")).isEmpty();

        later.advance(Duration.ofMinutes(10));
        settledBy(later).settleAll();
        assertThat(inRedis(sale)).as("the grace is not over").isZero();
        later.advanceSeconds(45);
        settledBy(later).settleAll();
        assertThat(inRedis(sale)).isEqualTo(1);
        settledBy(later).settleAll();
        assertThat(inRedis(sale)).isEqualTo(1);

        var tooLate = new FlashStock.Claim(
                sale, idler, "b", 1, Clock.systemUTC().instant().minusSeconds(16));
        assertThat(orderOne(tooLate)).contains(FlashSales.ADMISSION_EXPIRED);
        assertThat(admitted(sale, aPerson(), 1, "d")).isPresent();
        assertThat(never.quantity()).isEqualTo(1);
    }

    @Test
    void aCancelledOrdersUnits_canBeHadAgain() throws Exception {
        long sale = aSale(1, 1);
        long person = aPerson();
        FlashStock.Claim claim = admitted(sale, person, 1, "a").orElseThrow();
        assertThat(orderOne(claim)).isEmpty();
        for (int twice = 0; twice < 2; twice++) {
            transaction.executeWithoutResult(status -> flash.giveBack(sale, person, "a"));
        }
        assertThat(left(sale)).isEqualTo(1);
        await().until(() -> inRedis(sale) == 1);
        assertThat(admitted(sale, aPerson(), 1, "b")).isPresent();
    }

    @Test
    void aSaleTakesItsUnitsOutOfTheStock_andBringsBackWhatWasNotSold() {
        long sku = onSale("清仓", 10, 0);
        long sale = aSaleOf(sku, 8, 0, Duration.ofHours(-1), Duration.ofHours(1));
        assertThat(available(sku)).isEqualTo(2);
        long person = aPerson();
        FlashStock.Claim claim = admitted(sale, person, 3, "a").orElseThrow();
        assertThat(orderOne(claim)).isEmpty();

        JsonNode ended = ok(
                http.post("/admin/v1/flash-sales/" + sale + "/end", Tokens.operator(), Map.of("reason", "提前结束")), 200);
        assertThat(Instant.parse(ended.path("endsAt").asString()))
                .isBeforeOrEqualTo(Clock.systemUTC().instant());
        await().until(() -> admit.admit(sale, aPerson(), 1, "b").equals(new Answer.Refused(AdmitBuyer.OVER)));
        later.advance(Duration.ofMinutes(11));
        settledBy(later).settleAll();
        FlashSale closed = store.find(sale).orElseThrow();
        assertThat(closed.state()).isEqualTo(FlashSale.State.CLOSED);
        assertThat(closed.returned()).isEqualTo(5);
        assertThat(available(sku)).isEqualTo(7);
        transaction.executeWithoutResult(status -> flash.giveBack(sale, person, "a"));
        assertThat(available(sku)).as("a late cancellation goes to the SKU").isEqualTo(10);
    }

    @Test
    void aSaleThatHasMoreUnitsThanTheStock_orNoGoods_isNotMade() {
        long sku = onSale("缺货", 3, 0);
        assertThat(create(sku, 4, 0, 60).code()).isEqualTo("TOO_FEW_UNITS");
        assertThat(available(sku)).isEqualTo(3);
        assertThat(create(1, 1, 0, 60).code()).isEqualTo("GOODS_UNKNOWN");
        assertThat(create(sku, 1, 60, 60).code()).isEqualTo("WRONG_TIMES");
        assertThat(create(sku, 1, -60, -1).code()).isEqualTo("WRONG_TIMES");
        shelve(sku, false);
        assertThat(create(sku, 1, 0, 60).code()).isEqualTo("NOT_ON_SALE");
    }

    private Http.Answer create(long sku, long units, long startsIn, long endsIn) {
        Instant now = Clock.systemUTC().instant();
        return http.post(
                "/admin/v1/flash-sales",
                Tokens.operator(),
                Map.of(
                        "goodsId",
                        sku,
                        "name",
                        "双十一",
                        "units",
                        units,
                        "pointsPrice",
                        10,
                        "perPersonLimit",
                        1,
                        "startsAt",
                        now.plusSeconds(startsIn).toString(),
                        "endsAt",
                        now.plusSeconds(endsIn).toString(),
                        "reason",
                        "大促"));
    }

    @Test
    void beforeTheStartAndForAnUnknownSale_nobodyIsAdmitted() {
        long sku = onSale("预告", 3, 0);
        long sale = aSaleOf(sku, 1, 0, Duration.ofHours(1), Duration.ofHours(2));
        assertThat(post(sale, Tokens.parent(aPerson()), "a").code()).isEqualTo("FLASH_SALE_NOT_BEGUN");
        assertThat(post(12, Tokens.parent(aPerson()), "a").code()).isEqualTo("FLASH_SALE_UNKNOWN");
        JsonNode card = ok(http.get("/api/v1/flash-sales/" + sale, Tokens.parent(aPerson())), 200);
        assertThat(card.path("goodsId").asLong()).isEqualTo(sku);
        assertThat(ok(http.get("/api/v1/flash-sales", Tokens.parent(aPerson())), 200)
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("id").asLong()))
                .contains(sale);
    }

    @Test
    void overHttpAnAdmissionBelongsToItsBuyer() {
        long sale = aSale(1, 1);
        long person = aPerson();
        Http.Answer first = post(sale, Tokens.parent(person), "a");
        assertThat(first.status()).isEqualTo(201);
        String admission = first.json().path("admission").asString();
        assertThat(post(sale, Tokens.parent(person), "a").body()).isEqualTo(first.body());
        assertThat(post(sale, Tokens.parent(aPerson()), "a").code()).isEqualTo("SOLD_OUT");
        assertThat(sales.read(admission, aPerson())).isEqualTo(new Reading.Refused(FlashSales.ADMISSION_WRONG));
        assertThat(sales.read(admission + "x", person)).isEqualTo(new Reading.Refused(FlashSales.ADMISSION_WRONG));
        Reading.Valid valid = (Reading.Valid) sales.read(admission, person);
        assertThat(valid.offer().pointsPrice().value()).isEqualTo(10);
        assertThat(valid.claim().expiresAt())
                .isEqualTo(Instant.parse(first.json().path("expiresAt").asString()));
    }

    private Http.Answer post(long sale, String token, String key) {
        return http.send(http.request("/api/v1/flash-sales/" + sale + "/admissions", token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString("{\"quantity\":1}")));
    }

    @Test
    void withoutRedisBuyersAreAskedToWait_andNothingIsSold() {
        long sale = aSale(5, 0);
        try (var nowhere = new Redis("redis://127.0.0.1:1")) {
            var alone = new AdmitBuyer(
                    store,
                    new RedisAdmissions(nowhere, PROPERTIES),
                    PROPERTIES,
                    new SimpleMeterRegistry(),
                    Clock.systemUTC());
            assertThat(alone.admit(sale, aPerson(), 1, "a")).isEqualTo(new Answer.Refused(AdmitBuyer.BUSY));
        }
        assertThat(left(sale)).isEqualTo(5);
    }

    @Test
    void twoInstancesLoadASaleAtOnce_andItIsLoadedOnce() throws Exception {
        long sale = aSale(50, 0);
        try (var second = new Redis(redisUrl)) {
            var other = new AdmitBuyer(
                    store,
                    new RedisAdmissions(second, PROPERTIES),
                    PROPERTIES,
                    new SimpleMeterRegistry(),
                    Clock.systemUTC());
            await().until(() -> !other.admit(sale, aPerson(), 1, "first").equals(new Answer.Refused(AdmitBuyer.BUSY)));
            redisForgets(sale);
            var turn = new AtomicBoolean();
            List<Answer> answers =
                    together(100, () -> (turn.getAndSet(!turn.get()) ? admit : other).admit(sale, aPerson(), 1, "k"));
            assertThat(answers).filteredOn(Answer.Admitted.class::isInstance).hasSize(50);
        }
    }

    @Test
    void ordinaryOrdersAndFlashOrdersOfOneSku_doNotTouchEachOthersUnits() throws Exception {
        long sku = onSale("同款", 20, 0);
        long sale = aSaleOf(sku, 10, 0, Duration.ofHours(-1), Duration.ofHours(1));
        List<Callable<Boolean>> crowd = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            crowd.add(() -> admitted(sale, aPerson(), 1, "k")
                    .map(this::orderOne)
                    .map(Optional::isEmpty)
                    .orElse(false));
            crowd.add(() -> Objects.requireNonNull(
                            transaction.execute(status -> stock.take(new OfferStock.Claim(aPerson(), sku, 1))))
                    .isEmpty());
        }
        assertThat(together(crowd)).filteredOn(won -> won).hasSize(20);
        assertThat(available(sku)).isZero();
        assertThat(left(sale)).isZero();
    }
}
