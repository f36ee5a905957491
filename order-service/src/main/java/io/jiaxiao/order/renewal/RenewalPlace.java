package io.jiaxiao.order.renewal;

import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.contracts.roster.SchoolPlacement;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.order.catalogue.Catalogue;
import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.catalogue.domain.Tariff;
import io.jiaxiao.order.place.Places;
import io.jiaxiao.order.place.SchoolRoster;
import io.jiaxiao.order.renewal.domain.PricedClass;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Which schools, classes and children are meant, and what the plan costs there. Asks roster-service, so never in a transaction. */
@Component
class RenewalPlace {

    private final Catalogue catalogue;
    private final Places places;
    private final SchoolRoster roster;
    private final Clock clock;

    RenewalPlace(Catalogue catalogue, Places places, SchoolRoster roster, Clock clock) {
        this.catalogue = catalogue;
        this.places = places;
        this.roster = roster;
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

    /** The plan of a renewal that was ordered, on sale or not by now. */
    Plan orderedPlan(String code) {
        return catalogue.plan(code).orElseThrow();
    }

    /**
     * The classes a wish names, itself or by its child; none for a wish for schools.
     *
     * @throws io.jiaxiao.kernel.RefusedException 404 no such class or child, 409 no price there, 503 when nobody can say
     */
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

    /**
     * The schools a wish names. A price that holds for a school holds for each of its classes, so that each of them will have one.
     *
     * @throws io.jiaxiao.kernel.RefusedException 404 no such school, 409 no price there, 503 when nobody can say
     */
    List<String> schools(RenewalWish wish, Plan plan) {
        List<String> wanted = wish.schoolIds().stream().distinct().sorted().toList();
        if (wanted.isEmpty()) {
            return wanted;
        }
        Instant now = clock.instant();
        for (SchoolPlacement school : roster.schools(wanted)) {
            if (catalogue.price(plan, school.unitIds(), PayMethod.OUTSIDE, now).isEmpty()) {
                throw RenewalRefusals.NO_PRICE.asException();
            }
        }
        return wanted;
    }

    /**
     * The classes of a school, at the prices of that time. None for one that was closed meanwhile.
     *
     * @throws io.jiaxiao.kernel.RefusedException 503 when nobody can say
     */
    List<PricedClass> classesOf(String schoolId, Plan plan, Instant at) {
        Map<String, ClassPlacement> classes = new LinkedHashMap<>();
        Map<String, List<String>> units = new LinkedHashMap<>();
        for (ClassPlacement place : found(schoolId)) {
            classes.put(place.classId(), place);
            units.put(place.classId(), place.unitIds());
        }
        List<PricedClass> priced = new ArrayList<>();
        catalogue
                .prices(plan, units, PayMethod.OUTSIDE, at)
                .forEach((classId, tariff) -> priced.add(new PricedClass(
                        classId,
                        Objects.requireNonNull(classes.get(classId)).schoolId(),
                        tariff.price(),
                        tariff.version())));
        return priced;
    }

    private List<ClassPlacement> found(String schoolId) {
        try {
            return roster.classes(schoolId);
        } catch (RefusedException e) {
            if (e.refusal().kind() == Refusal.Kind.NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }

    private PricedClass priced(ClassPlacement place, Plan plan) {
        Tariff tariff = catalogue
                .price(plan, place.unitIds(), PayMethod.OUTSIDE, clock.instant())
                .orElseThrow(RenewalRefusals.NO_PRICE::asException);
        return new PricedClass(place.classId(), place.schoolId(), tariff.price(), tariff.version());
    }

    /** Who is in these classes now, by class. @throws io.jiaxiao.kernel.RefusedException 503 when nobody can say */
    Map<String, List<String>> members(Collection<String> classIds) {
        return roster.members(classIds);
    }

    /** Where these children are now. @throws io.jiaxiao.kernel.RefusedException 503 when nobody can say */
    Map<String, String> classesOf(Collection<String> childIds) {
        return roster.classesOf(childIds);
    }
}
