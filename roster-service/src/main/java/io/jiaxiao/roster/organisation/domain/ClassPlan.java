package io.jiaxiao.roster.organisation.domain;

import io.jiaxiao.roster.merging.RowOutcome;
import io.jiaxiao.roster.organisation.ClassEntry;
import io.jiaxiao.roster.organisation.OrgUnit;
import io.jiaxiao.roster.organisation.UnitKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Works out which units are missing for the classes of a file. A school that is known under another name is left alone. */
public final class ClassPlan {

    private final OrgUnit root;
    private final LongSupplier ids;
    private final Map<String, OrgUnit> schools = new HashMap<>();
    private final Map<Place, OrgUnit> units = new HashMap<>();
    private final List<OrgUnit> added = new ArrayList<>();

    /** @param known the schools the file names, as far as they exist, with their grades and classes */
    public ClassPlan(OrgUnit root, Collection<OrgUnit> known, LongSupplier ids) {
        this.root = root;
        this.ids = ids;
        known.forEach(this::remember);
    }

    public RowOutcome place(ClassEntry entry) {
        OrgUnit school = schools.get(entry.schoolCode());
        if (school != null && !school.name().equals(entry.schoolName())) {
            return new RowOutcome.Refused(entry.row(), "学校名称", "该学校代码已登记为其他学校名称");
        }
        int before = added.size();
        if (school == null) {
            if (units.containsKey(new Place(root.id(), UnitKind.SCHOOL, entry.schoolName()))) {
                return new RowOutcome.Refused(entry.row(), "学校代码", "该学校名称已登记为其他学校代码");
            }
            school = add(root, UnitKind.SCHOOL, entry.schoolName(), entry.schoolCode());
        }
        OrgUnit grade = findOrAdd(school, UnitKind.GRADE, entry.grade());
        findOrAdd(grade, UnitKind.CLASS, entry.schoolClass());
        return new RowOutcome.Taken(
                entry.row(), added.size() > before ? RowOutcome.Effect.ADDED : RowOutcome.Effect.UNCHANGED);
    }

    /** Parents before children. */
    public List<OrgUnit> added() {
        return List.copyOf(added);
    }

    private OrgUnit findOrAdd(OrgUnit parent, UnitKind kind, String name) {
        OrgUnit known = units.get(new Place(parent.id(), kind, name));
        return known != null ? known : add(parent, kind, name, null);
    }

    private OrgUnit add(OrgUnit parent, UnitKind kind, String name, @Nullable String code) {
        if (!parent.kind().mayHold(kind)) {
            throw new IllegalStateException(parent.kind() + " cannot hold a " + kind);
        }
        long id = ids.getAsLong();
        var unit = new OrgUnit(id, parent.id(), kind, name, code, parent.pathOf(id), NaturalOrder.of(name));
        added.add(unit);
        remember(unit);
        return unit;
    }

    private void remember(OrgUnit unit) {
        if (unit.code() != null) {
            schools.put(unit.code(), unit);
        }
        if (unit.parentId() != null) {
            units.put(new Place(unit.parentId(), unit.kind(), unit.name()), unit);
        }
    }

    private record Place(long parent, UnitKind kind, String name) {}
}
