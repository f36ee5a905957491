package io.jiaxiao.mall.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.mall.campaign.AdmitBuyer.Answer;
import io.jiaxiao.mall.campaign.store.RedisAdmissions;
import io.jiaxiao.mall.catalogue.OfferStock;
import io.jiaxiao.starter.redis.Redis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Exactly so many are sold as there are: with crowds, and a Redis that forgets. */
class FlashSaleCrowdIT extends FlashSaleFixture {

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
    void twoInstancesLoadASaleAtOnce_andItIsLoadedOnce() throws Exception {
        long sale = aSale(50, 0);
        try (var second = new Redis(redisUrl, 8)) {
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

    private long sold(long sale) {
        return jdbc.queryForObject(
                "SELECT COALESCE(SUM(quantity), 0) FROM flash_sale_claim WHERE sale_id = ? AND state = 'TAKEN'",
                Long.class,
                sale);
    }
}
