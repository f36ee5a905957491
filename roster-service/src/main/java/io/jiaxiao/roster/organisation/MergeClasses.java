package io.jiaxiao.roster.organisation;

import io.jiaxiao.roster.merging.RowOutcome;
import io.jiaxiao.roster.organisation.domain.ClassPlan;
import io.jiaxiao.roster.organisation.store.OrgUnits;
import io.jiaxiao.starter.ids.Ids;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes the schools, grades and classes a file names, where they are not there yet. Renames and removes nothing. */
@Service
public class MergeClasses {

    private final OrgUnits units;
    private final Ids ids;

    MergeClasses(OrgUnits units, Ids ids) {
        this.units = units;
        this.ids = ids;
    }

    /**
     * @return one outcome per entry
     * @throws org.springframework.dao.DuplicateKeyException when somebody else made one of them at the same moment
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<RowOutcome> merge(List<ClassEntry> entries) {
        OrgUnit root = units.find(OrgUnit.ROOT).orElseThrow();
        List<OrgUnit> schools =
                units.withCodes(entries.stream().map(ClassEntry::schoolCode).collect(Collectors.toSet()));
        Set<OrgUnit> known = new LinkedHashSet<>(schools);
        known.addAll(units.named(
                root,
                UnitKind.SCHOOL,
                entries.stream().map(ClassEntry::schoolName).collect(Collectors.toSet())));
        for (OrgUnit school : schools) {
            known.addAll(units.below(school, UnitKind.GRADE));
            known.addAll(units.below(school, UnitKind.CLASS));
        }
        var plan = new ClassPlan(root, known, ids::next);
        List<RowOutcome> outcomes = entries.stream().map(plan::place).toList();
        units.insert(plan.added());
        return outcomes;
    }
}
