package io.jiaxiao.mall.campaign;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.campaign.AdmitBuyer.Answer;
import io.jiaxiao.mall.campaign.FlashSales.Reading;
import io.jiaxiao.mall.campaign.store.FlashSaleStore;
import io.jiaxiao.mall.campaign.store.RedisAdmissions;
import io.jiaxiao.mall.catalogue.fixture.CatalogueFixture;
import io.jiaxiao.starter.redis.Redis;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.redisson.client.codec.StringCodec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Flash sales of goods of their own, taken as buyers and the ledger's writer take them. */
abstract class FlashSaleFixture extends CatalogueFixture {

    static final CampaignProperties PROPERTIES = new CampaignProperties(
            Duration.ofMinutes(10), Duration.ofSeconds(30), Duration.ofDays(1), Duration.ofSeconds(5));

    @Autowired
    AdmitBuyer admit;

    @Autowired
    FlashSales sales;

    @Autowired
    FlashStock flash;

    @Autowired
    FlashSaleStore store;

    @Autowired
    RedisAdmissions admissions;

    @Autowired
    Redis redis;

    @Value("${jiaxiao.redis.url}")
    String redisUrl;

    long aSale(long units, int perPersonLimit) {
        long sku = onSale("限时抢购", units + 5, 0);
        return aSaleOf(sku, units, perPersonLimit, Duration.ofHours(-1), Duration.ofHours(1));
    }

    long aSaleOf(long sku, long units, int perPersonLimit, Duration starts, Duration ends) {
        return ok(makeSale(sku, units, perPersonLimit, starts, ends), 201)
                .path("id")
                .asLong();
    }

    /** What an operator is answered who wants it to start and end so long from now. */
    Http.Answer makeSale(long sku, long units, int perPersonLimit, Duration starts, Duration ends) {
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
                        perPersonLimit,
                        "startsAt",
                        now.plus(starts).toString(),
                        "endsAt",
                        now.plus(ends).toString(),
                        "reason",
                        "大促"));
    }

    Optional<FlashStock.Claim> admitted(long sale, long person, int quantity, String key) {
        return admit.admit(sale, person, quantity, key) instanceof Answer.Admitted yes
                ? Optional.of(claim(yes.admission(), person))
                : Optional.empty();
    }

    FlashStock.Claim claim(String admission, long person) {
        return ((Reading.Valid) sales.read(admission, person)).claim();
    }

    /** As the ledger's writer does it: many claims in one transaction. @return how many were taken */
    int order(List<FlashStock.Claim> claims) {
        return Objects.requireNonNull(transaction.execute(status -> {
            FlashStock.Claims open = flash.open(claims);
            int taken = (int)
                    claims.stream().filter(claim -> open.admit(claim).isEmpty()).count();
            open.write();
            return taken;
        }));
    }

    Optional<Refusal> orderOne(FlashStock.Claim claim) {
        return Objects.requireNonNull(transaction.execute(status -> {
            FlashStock.Claims open = flash.open(List.of(claim));
            Optional<Refusal> no = open.admit(claim);
            open.write();
            return no;
        }));
    }

    long left(long sale) {
        return store.find(sale).orElseThrow().available();
    }

    long inRedis(long sale) throws Exception {
        String units = redis.ask(Duration.ofSeconds(5), client -> client.<String>getBucket(
                        "mall:flash:{" + sale + "}:units", StringCodec.INSTANCE)
                .getAsync());
        return Long.parseLong(units);
    }

    /** Admissions Redis knows no order of. */
    int underWay(long sale) throws Exception {
        return redis.ask(Duration.ofSeconds(5), client -> client.<String>getScoredSortedSet(
                        "mall:flash:{" + sale + "}:open", StringCodec.INSTANCE)
                .sizeAsync());
    }

    void orderIsForgotten(FlashStock.Claim claim, Instant expires) throws Exception {
        redis.ask(Duration.ofSeconds(5), client -> client.<String>getScoredSortedSet(
                        "mall:flash:{" + claim.saleId() + "}:open", StringCodec.INSTANCE)
                .addAsync(expires.toEpochMilli(), claim.personId() + ":" + claim.requestId()));
    }

    void redisForgets(long sale) throws Exception {
        redis.ask(Duration.ofSeconds(5), client -> client.getKeys()
                .deleteAsync(
                        "mall:flash:{" + sale + "}:units",
                        "mall:flash:{" + sale + "}:persons",
                        "mall:flash:{" + sale + "}:requests",
                        "mall:flash:{" + sale + "}:open",
                        "mall:flash:{" + sale + "}:turns"));
    }
}
