package io.jiaxiao.order.renewal;

import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.order.catalogue.Catalogue;
import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.catalogue.domain.Tariff;
import io.jiaxiao.order.place.Places;
import io.jiaxiao.order.renewal.domain.PricedClass;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Which classes and children are meant, and what the plan costs there. Asks roster-service, so never in a transaction. */
@Component
class RenewalPlace {

    private final Catalogue catalogue;
    private final Places places;
    private final Clock clock;

    RenewalPlace(Catalogue catalogue, Places places, Clock clock) {
        this.catalogue = catalogue;
        this.places = places;
        this.clock = clock;
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 no such plan, 409 one under a promotion */
    Plan plan(String code) {
        Plan plan = catalogue.soldPlan(code).orElseThrow(RenewalRefusals.PLAN_UNKNOWN::asException);
        if (plan.policyCode() != null) {
            throw RenewalRefusals.PROMOTION.asException();
        }
        return plan;
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 no such class or child, 409 no price there, 503 when nobody can say */
    List<PricedClass> classes(RenewalWish wish, Plan plan) {
        return classIds(wish).stream()
                .distinct()
                .sorted()
                .map(classId -> priced(places.schoolClass(classId), plan))
                .toList();
    }

    private List<String> classIds(RenewalWish wish) {
        String childId = wish.childId();
        if (childId == null) {
            return wish.classIds();
        }
        ClassPlacement place = places.child(childId).place();
        if (place == null) {
            throw RenewalRefusals.IN_NO_CLASS.asException();
        }
        return List.of(place.classId());
    }

    private PricedClass priced(ClassPlacement place, Plan plan) {
        Tariff tariff = catalogue
                .price(plan, place.unitIds(), PayMethod.OUTSIDE, clock.instant())
                .orElseThrow(RenewalRefusals.NO_PRICE::asException);
        return new PricedClass(place.classId(), place.schoolId(), tariff.price(), tariff.version());
    }

    /**
     * Of the class now.
     *
     * @throws io.jiaxiao.kernel.RefusedException 404 no such class, 503 when nobody can say
     */
    Set<String> children(String classId) {
        return places.childrenOf(classId);
    }
}
