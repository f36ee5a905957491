package io.jiaxiao.order.migration;

import io.jiaxiao.contracts.roster.ChildPlacement;
import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.order.catalogue.Catalogue;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.migration.domain.LineFault;
import io.jiaxiao.order.migration.domain.MappedRow.Target;
import io.jiaxiao.order.migration.domain.MappingKind;
import io.jiaxiao.order.migration.domain.MappingResult;
import io.jiaxiao.order.migration.domain.OldOrder;
import io.jiaxiao.order.migration.store.MappingStore;
import io.jiaxiao.order.migration.store.MigrationWork;
import io.jiaxiao.order.migration.store.MigrationWork.FreshRow;
import io.jiaxiao.order.place.Places;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says what the codes of old orders are here: by the mapping operators keep, and by roster-service, which knows whether the child
 * is there, who may act for it, and where it is. Asks roster-service, so never in a transaction; five hundred children at once.
 */
@Component
class MapRows {

    private static final String UNKNOWN = "UNKNOWN";

    private final MappingStore mappings;
    private final MigrationWork work;
    private final Catalogue catalogue;
    private final Places places;

    MapRows(MappingStore mappings, MigrationWork work, Catalogue catalogue, Places places) {
        this.mappings = mappings;
        this.work = work;
        this.catalogue = catalogue;
        this.places = places;
    }

    /** What is known of the codes of some rows. */
    private record Known(
            Map<String, Plan> plans,
            Map<String, String> children,
            Map<String, String> people,
            Map<String, String> schools,
            Map<String, String> classes,
            Map<String, ChildPlacement> roster) {}

    /**
     * @return for each row
     * @throws io.jiaxiao.kernel.RefusedException 503 when roster-service cannot say
     */
    List<MappingResult> of(List<FreshRow> rows) {
        List<OldOrder> orders = rows.stream().map(FreshRow::order).toList();
        Map<String, String> children = mappings.find(MappingKind.CHILD, codes(orders, OldOrder::childNo));
        Known known = new Known(
                plans(orders),
                children,
                mappings.find(
                        MappingKind.PERSON,
                        orders.stream()
                                .map(OldOrder::guardianNo)
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList()),
                mappings.find(MappingKind.SCHOOL, codes(orders, OldOrder::schoolCode)),
                mappings.find(MappingKind.CLASS, codes(orders, MapRows::classCode)),
                places.children(Set.copyOf(children.values())));
        Set<String> here = work.claimed(codes(orders, OldOrder::orderNo));
        return rows.stream()
                .map(row ->
                        here.contains(row.order().orderNo()) ? MappingResult.skipped(row.line()) : result(row, known))
                .toList();
    }

    private static Collection<String> codes(List<OldOrder> orders, Function<OldOrder, String> code) {
        return orders.stream().map(code).collect(Collectors.toSet());
    }

    private static String classCode(OldOrder order) {
        return order.schoolCode() + ":" + order.classCode();
    }

    private Map<String, Plan> plans(List<OldOrder> orders) {
        Map<String, Plan> plans = new HashMap<>();
        mappings.find(MappingKind.PLAN, codes(orders, OldOrder::productCode))
                .forEach((old, code) -> catalogue.plan(code).ifPresent(plan -> plans.put(old, plan)));
        return plans;
    }

    private static MappingResult result(FreshRow row, Known known) {
        OldOrder order = row.order();
        List<LineFault> faults = new ArrayList<>();
        Plan plan = known.plans().get(order.productCode());
        if (plan == null) {
            faults.add(new LineFault("product_code", UNKNOWN));
        }
        ChildPlacement child = child(order, known, faults);
        Long person = child == null ? null : person(order, child, known, faults);
        String school = known.schools().get(order.schoolCode());
        if (school == null) {
            faults.add(new LineFault("school_code", UNKNOWN));
        }
        String schoolClass =
                school == null ? null : schoolClass(order, child, school, known).orElse(null);
        if (school != null && child != null && schoolClass == null) {
            faults.add(new LineFault("class_code", UNKNOWN));
        }
        if (plan == null || child == null || person == null || school == null || schoolClass == null) {
            return MappingResult.refused(row.line(), faults);
        }
        return MappingResult.mapped(
                row.line(), new Target(plan.code(), plan.productCode(), child.childId(), person, schoolClass, school));
    }

    private static @Nullable ChildPlacement child(OldOrder order, Known known, List<LineFault> faults) {
        String childId = known.children().get(order.childNo());
        if (childId == null) {
            faults.add(new LineFault("child_no", UNKNOWN));
            return null;
        }
        ChildPlacement child = known.roster().get(childId);
        if (child == null) {
            faults.add(new LineFault("child_no", "NOT_IN_ROSTER"));
        }
        return child;
    }

    /** Who opened it has to be a guardian today: nobody else could pause, end or cancel it. */
    private static @Nullable Long person(OldOrder order, ChildPlacement child, Known known, List<LineFault> faults) {
        String guardianNo = order.guardianNo();
        if (guardianNo == null) {
            if (child.guardianIds().isEmpty()) {
                faults.add(new LineFault("guardian_no", "NO_GUARDIAN"));
                return null;
            }
            return Long.valueOf(child.guardianIds().getFirst());
        }
        String person = known.people().get(guardianNo);
        if (person == null) {
            faults.add(new LineFault("guardian_no", UNKNOWN));
            return null;
        }
        if (!child.guardianIds().contains(person)) {
            faults.add(new LineFault("guardian_no", "NOT_GUARDIAN"));
            return null;
        }
        return Long.valueOf(person);
    }

    /** As mapped, or else where the child is today in that school: many old classes have left school. */
    private static Optional<String> schoolClass(
            OldOrder order, @Nullable ChildPlacement child, String school, Known known) {
        String mapped = known.classes().get(classCode(order));
        if (mapped != null) {
            return Optional.of(mapped);
        }
        ClassPlacement place = child == null ? null : child.place();
        return place != null && place.schoolId().equals(school) ? Optional.of(place.classId()) : Optional.empty();
    }
}
