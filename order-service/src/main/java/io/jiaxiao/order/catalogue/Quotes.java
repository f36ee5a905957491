package io.jiaxiao.order.catalogue;

import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.catalogue.domain.Quote;
import io.jiaxiao.order.catalogue.domain.Tariff;
import io.jiaxiao.order.catalogue.store.QuoteStore;
import io.jiaxiao.order.place.Places;
import io.jiaxiao.starter.ids.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Tells prices that bind (O1). */
@Service
public class Quotes {

    static final Refusal PLAN_UNKNOWN = Refusal.notFound("PLAN_UNKNOWN", "该套餐不存在或已下架");
    static final Refusal METHOD_NOT_OFFERED = Refusal.conflict("METHOD_NOT_OFFERED", "该套餐不支持此支付方式，请更换支付方式");
    static final Refusal NO_PRICE = Refusal.conflict("NO_PRICE", "该套餐在您的学校暂未开放");

    private static final int FORGET_AT_ONCE = 5000;

    private final Catalogue catalogue;
    private final QuoteStore quotes;
    private final Places places;
    private final QuoteProperties properties;
    private final Ids ids;
    private final Clock clock;

    Quotes(Catalogue catalogue, QuoteStore quotes, Places places, QuoteProperties properties, Ids ids, Clock clock) {
        this.catalogue = catalogue;
        this.quotes = quotes;
        this.places = places;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 no such plan or class, 409 not to be had there or so */
    public Quote give(long personId, String planCode, String classId, PayMethod method) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Plan plan = catalogue.soldPlan(planCode).orElseThrow(PLAN_UNKNOWN::asException);
        if (!plan.methods().contains(method)) {
            throw METHOD_NOT_OFFERED.asException();
        }
        ClassPlacement place = places.schoolClass(classId);
        Tariff tariff = catalogue.price(plan, place.unitIds(), method, now).orElseThrow(NO_PRICE::asException);
        var quote = new Quote(
                ids.next(),
                personId,
                planCode,
                classId,
                place.schoolId(),
                method,
                tariff.price(),
                tariff.id(),
                tariff.version(),
                now,
                now.plus(properties.valid()));
        quotes.insert(quote);
        return quote;
    }

    /** A person's own quote, expired or not. */
    public Optional<Quote> find(long personId, long quoteId) {
        return quotes.ofPerson(quoteId, personId);
    }

    /** Removes those nobody can want any more. */
    void forgetOld() {
        quotes.forget(clock.instant().minus(properties.kept()), FORGET_AT_ONCE);
    }
}
