package io.jiaxiao.roster.organisation.store;

import io.jiaxiao.roster.organisation.OrgUnit;
import io.jiaxiao.roster.organisation.UnitKind;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** The rows of the tree. Units that were closed are not seen. */
@Repository
public class OrgUnits {

    private final OrgUnitMapper mapper;
    private final Clock clock;

    OrgUnits(OrgUnitMapper mapper, Clock clock) {
        this.mapper = mapper;
        this.clock = clock;
    }

    public Optional<OrgUnit> find(long id) {
        return Optional.ofNullable(mapper.find(id));
    }

    public List<OrgUnit> findAll(Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : mapper.findAll(ids);
    }

    public List<OrgUnit> withCodes(Collection<String> codes) {
        return codes.isEmpty() ? List.of() : mapper.withCodes(codes);
    }

    /** Directly below a unit, by their names. */
    public List<OrgUnit> named(OrgUnit parent, UnitKind kind, Collection<String> names) {
        return names.isEmpty() ? List.of() : mapper.named(parent.id(), kind, names);
    }

    /** In the order they are shown. */
    public List<OrgUnit> below(OrgUnit unit, UnitKind kind) {
        return mapper.below(unit.path(), kind);
    }

    public void insert(Collection<OrgUnit> units) {
        if (!units.isEmpty()) {
            mapper.insert(units, clock.instant());
        }
    }
}
