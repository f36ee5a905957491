package io.jiaxiao.mall.campaign;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.jiaxiao.kernel.Points;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.campaign.domain.Admission;
import io.jiaxiao.mall.campaign.domain.FlashSale;
import io.jiaxiao.mall.campaign.store.FlashSaleStore;
import io.jiaxiao.mall.campaign.store.FlashSaleStore.Admitted;
import io.jiaxiao.mall.campaign.store.RedisAdmissions;
import io.jiaxiao.starter.redis.RedisAwayException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Service;

/**
 * Lets as many buyers through as there are units, by one script in Redis; the rest never reach the ledger. An admission is not a sale: the
 * order claims its units from {@link FlashStock}, and the database decides.
 */
@Service
public class AdmitBuyer implements FlashSales {

    static final Refusal UNKNOWN = Refusal.notFound("FLASH_SALE_UNKNOWN", "没有这个活动");
    static final Refusal NOT_BEGUN = Refusal.conflict("FLASH_SALE_NOT_BEGUN", "活动还没有开始");
    static final Refusal OVER = Refusal.conflict("FLASH_SALE_OVER", "活动已结束");
    static final Refusal REQUEST_REUSED = Refusal.unprocessable("IDEMPOTENCY_KEY_REUSED", "该幂等键已用于另一份请求，请更换幂等键后重试");
    static final Refusal BUSY = Refusal.unavailable("FLASH_SALE_BUSY", "活动太火爆，请稍后再试");

    /** A sale that was ended early is still open here for so long. */
    private static final Duration SEEN_FOR = Duration.ofSeconds(1);

    private static final int PERSONS_AT_ONCE = 2_000;

    private final FlashSaleStore store;
    private final RedisAdmissions admissions;
    private final CampaignProperties properties;
    private final MeterRegistry meters;
    private final Clock clock;
    private final LoadingCache<Long, Optional<FlashSale>> sales;
    private final Map<Long, ReentrantLock> loading = new ConcurrentHashMap<>();

    AdmitBuyer(
            FlashSaleStore store,
            RedisAdmissions admissions,
            CampaignProperties properties,
            MeterRegistry meters,
            Clock clock) {
        this.store = store;
        this.admissions = admissions;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
        this.sales = Caffeine.newBuilder()
                .maximumSize(1_000)
                .expireAfterWrite(SEEN_FOR)
                .build(store::find);
    }

    /** What a buyer is told. */
    public sealed interface Answer {

        /** @param admission to be shown with the order */
        record Admitted(String admission, Instant expiresAt) implements Answer {}

        record Refused(Refusal refusal) implements Answer {}
    }

    /** @param requestId the same one gets the same answer, as long as its admission lives */
    public Answer admit(long saleId, long personId, int quantity, String requestId) {
        Answer answer = decide(saleId, personId, quantity, requestId);
        String outcome = answer instanceof Answer.Refused no ? no.refusal().code() : "ADMITTED";
        meters.counter("jiaxiao.flash.admissions", "outcome", outcome).increment();
        return answer;
    }

    private Answer decide(long saleId, long personId, int quantity, String requestId) {
        FlashSale sale = sales.get(saleId).orElse(null);
        if (sale == null) {
            return new Answer.Refused(UNKNOWN);
        }
        Instant now = clock.instant();
        if (!sale.begun(now)) {
            return new Answer.Refused(NOT_BEGUN);
        }
        if (sale.over(now)) {
            return new Answer.Refused(OVER);
        }
        try {
            long code = ask(sale, new Admitted(personId, requestId), quantity, now);
            if (code == RedisAdmissions.NOT_LOADED) {
                load(sale);
                code = ask(sale, new Admitted(personId, requestId), quantity, now);
            }
            return answer(sale, personId, quantity, requestId, code);
        } catch (RedisAwayException e) {
            return new Answer.Refused(BUSY);
        }
    }

    private long ask(FlashSale sale, Admitted buyer, int quantity, Instant now) throws RedisAwayException {
        Instant expires = now.plus(properties.admissionLives());
        return admissions.admit(sale.id(), buyer, quantity, sale.perPersonLimit(), expires, now, sale.endsAt());
    }

    private static Answer answer(FlashSale sale, long personId, int quantity, String requestId, long code) {
        if (code > 0) {
            Instant expires = Instant.ofEpochMilli(code);
            var admission = new Admission(sale.id(), personId, quantity, expires, requestId);
            return new Answer.Admitted(admission.signed(sale.admissionKey()), expires);
        }
        if (code == RedisAdmissions.SOLD_OUT) {
            return new Answer.Refused(FlashStock.SOLD_OUT);
        }
        if (code == RedisAdmissions.PERSON_LIMIT) {
            return new Answer.Refused(FlashStock.PERSON_LIMIT);
        }
        if (code == RedisAdmissions.REQUEST_REUSED) {
            return new Answer.Refused(REQUEST_REUSED);
        }
        return new Answer.Refused(code == RedisAdmissions.EXPIRED ? ADMISSION_EXPIRED : BUSY);
    }

    /**
     * Tells Redis what the database holds: at the first admission, and after Redis has lost a sale. Those admitted before a loss still hold
     * their admissions, so more may be admitted than there are units; their orders are refused by {@link FlashStock}.
     */
    private void load(FlashSale cached) throws RedisAwayException {
        ReentrantLock lock = loading.computeIfAbsent(cached.id(), id -> new ReentrantLock());
        if (!lock.tryLock()) {
            // Another thread is at it: when it is done, so is this.
            lock.lock();
            lock.unlock();
            return;
        }
        try {
            Map<Long, Integer> persons = new HashMap<>();
            long after = 0;
            Map<Long, Integer> some = store.persons(cached.id(), after, PERSONS_AT_ONCE);
            while (!some.isEmpty()) {
                persons.putAll(some);
                after = some.keySet().stream().mapToLong(Long::longValue).max().orElse(after);
                some = store.persons(cached.id(), after, PERSONS_AT_ONCE);
            }
            FlashSale sale = store.find(cached.id()).orElse(cached);
            admissions.load(sale.id(), sale.available(), persons, sale.endsAt());
            meters.counter("jiaxiao.flash.loads").increment();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Reading read(String admission, long personId) {
        Admission said = Admission.unverified(admission).orElse(null);
        if (said == null) {
            return new Reading.Refused(ADMISSION_WRONG);
        }
        FlashSale sale = sales.get(said.saleId()).orElse(null);
        if (sale == null || said.personId() != personId || !said.isSigned(admission, sale.admissionKey())) {
            return new Reading.Refused(ADMISSION_WRONG);
        }
        if (!clock.instant().isBefore(said.expiresAt())) {
            return new Reading.Refused(ADMISSION_EXPIRED);
        }
        return new Reading.Valid(
                new FlashStock.Claim(
                        said.saleId(), said.personId(), said.requestId(), said.quantity(), said.expiresAt()),
                new FlashOffer(sale.id(), sale.skuId(), sale.name(), Points.of(sale.pointsPrice())));
    }
}
