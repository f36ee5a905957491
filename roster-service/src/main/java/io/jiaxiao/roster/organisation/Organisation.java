package io.jiaxiao.roster.organisation;

import io.jiaxiao.roster.organisation.store.OrgUnits;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The tree, as other features read it. */
@Service
public class Organisation {

    private final OrgUnits units;

    Organisation(OrgUnits units) {
        this.units = units;
    }

    public Optional<OrgUnit> find(long id) {
        return units.find(id);
    }

    /** All schools at or below a unit, in the order they are shown. */
    public List<OrgUnit> schoolsWithin(OrgUnit unit) {
        return units.below(unit, UnitKind.SCHOOL);
    }

    /** Of several units, each school once. */
    public List<OrgUnit> schoolsWithin(Collection<OrgUnit> scope) {
        return scope.stream()
                .flatMap(unit -> schoolsWithin(unit).stream())
                .distinct()
                .toList();
    }

    public List<OrgUnit> findAll(Collection<Long> ids) {
        return units.findAll(ids);
    }

    /** By the codes files use; unknown ones are missing from the answer. */
    public Map<String, OrgUnit> schoolsByCode(Collection<String> codes) {
        Map<String, OrgUnit> found = new HashMap<>();
        units.withCodes(codes).forEach(school -> found.put(String.valueOf(school.code()), school));
        return found;
    }

    /** Grade by grade. */
    public List<ClassPlace> classesOf(OrgUnit school) {
        List<OrgUnit> classes = units.below(school, UnitKind.CLASS);
        return units.below(school, UnitKind.GRADE).stream()
                .flatMap(grade -> classes.stream()
                        .filter(unit -> unit.within(grade))
                        .map(unit -> new ClassPlace(school, grade, unit)))
                .toList();
    }

    /** Where classes stand in the tree, by class id; ids that are not of an open class are missing. */
    public Map<Long, ClassPlace> placesOf(Collection<Long> classIds) {
        List<OrgUnit> classes = units.findAll(classIds);
        List<Long> above = classes.stream()
                .flatMap(unit -> ancestors(unit).stream())
                .distinct()
                .toList();
        Map<Long, OrgUnit> known = byId(units.above(above));
        Map<Long, ClassPlace> places = new HashMap<>();
        for (OrgUnit unit : classes) {
            OrgUnit school = nearest(unit, UnitKind.SCHOOL, known);
            OrgUnit grade = nearest(unit, UnitKind.GRADE, known);
            if (unit.kind() == UnitKind.CLASS && school != null && grade != null) {
                places.put(unit.id(), new ClassPlace(school, grade, unit));
            }
        }
        return places;
    }

    /** Empty for what is no open class. */
    public Optional<ClassPlace> placeOf(long classId) {
        return Optional.ofNullable(placesOf(Set.of(classId)).get(classId));
    }

    private static @Nullable OrgUnit nearest(OrgUnit unit, UnitKind kind, Map<Long, OrgUnit> known) {
        return ancestors(unit).reversed().stream()
                .map(known::get)
                .filter(above -> above != null && above.kind() == kind)
                .findFirst()
                .orElse(null);
    }

    /** From the root down, without the unit itself. */
    private static List<Long> ancestors(OrgUnit unit) {
        List<Long> ids = unit.pathIds();
        return ids.subList(0, ids.size() - 1);
    }

    private static Map<Long, OrgUnit> byId(Collection<OrgUnit> list) {
        return list.stream().collect(Collectors.toMap(OrgUnit::id, Function.identity()));
    }
}
