package io.jiaxiao.roster.organisation.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jiaxiao.roster.organisation.OrgUnit;
import io.jiaxiao.roster.organisation.UnitKind;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;

/** The rows of the tree. Units that were closed are not seen. */
@Repository
public class OrgUnits {

    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final int MOST_REMEMBERED = 20_000;

    private final OrgUnitMapper mapper;
    private final Clock clock;
    private final Cache<Long, OrgUnit> above = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

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

    /**
     * What stands above classes, as it was at most a second ago: it is asked for with every scan, and the same few schools and
     * grades stand above all.
     */
    public Collection<OrgUnit> above(Collection<Long> ids) {
        return above.getAll(ids, missing -> findAll(Set.copyOf(missing)).stream()
                        .collect(Collectors.toMap(OrgUnit::id, Function.identity())))
                .values();
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
