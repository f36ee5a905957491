package io.jiaxiao.mall.catalogue;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.catalogue.domain.PlaceNames;
import io.jiaxiao.mall.catalogue.store.ChannelAreaStore;
import io.jiaxiao.mall.supply.AreaSource;
import io.jiaxiao.mall.supply.ChannelUnavailableException;
import io.jiaxiao.mall.supply.DeliveryAreas;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.security.Caller;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds each county and town in a channel's own tree by its name, level by level. A county that is not found is listed to operators, who may
 * say what it is; a town that is not found is delivered to by its county.
 */
@Service
public class MapAreas implements DeliveryAreas {

    static final Refusal NO_COUNTY = Refusal.unprocessable("DIVISION_UNKNOWN", "没有这个区县或乡镇的行政区划代码");

    private static final Logger log = LoggerFactory.getLogger(MapAreas.class);

    private final Divisions divisions;
    /** Asked for when they are needed: a channel that has areas needs this feature to be made. */
    private final ObjectProvider<AreaSource> sources;

    private final ChannelAreaStore store;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;

    MapAreas(
            Divisions divisions,
            ObjectProvider<AreaSource> sources,
            ChannelAreaStore store,
            AuditTrail audit,
            TransactionTemplate transaction) {
        this.divisions = divisions;
        this.sources = sources;
        this.store = store;
        this.audit = audit;
        this.transaction = transaction;
    }

    @Override
    public Optional<String> area(String channel, String divisionCode) {
        return divisions.find(divisionCode).flatMap(place -> {
            Optional<String> own = store.path(channel, place.code());
            return own.isPresent() || place.level() != Division.Level.TOWN
                    ? own
                    : store.path(channel, place.code().substring(0, 6));
        });
    }

    /** Reads the trees of all channels that have one; a channel that is away keeps what is known. */
    void mapAll() {
        for (AreaSource source : sources.orderedStream().toList()) {
            try {
                Tree tree = new Tree(source);
                for (Division province : divisions.children(null)) {
                    Map<String, String> found = new LinkedHashMap<>();
                    down(tree, province, List.of(), found);
                    store.found(source.name(), found);
                }
            } catch (ChannelUnavailableException e) {
                log.warn("the areas of {} cannot be read now", source.name());
            }
        }
    }

    /** @param above the channel's numbers down to the level above; null when that was not found */
    private void down(Tree tree, Division place, @Nullable List<String> above, Map<String, String> found) {
        // 市辖区 is no level of the channel's: 北京 has its districts directly below it.
        if (place.nameless()) {
            below(tree, place, above, found);
            return;
        }
        List<String> here = above == null ? null : named(tree, place, above);
        if (addressed(place) || here != null && place.level() == Division.Level.TOWN) {
            found.put(place.code(), here == null ? "" : String.join("_", here));
        }
        below(tree, place, here, found);
    }

    private static @Nullable List<String> named(Tree tree, Division place, List<String> above) {
        return PlaceNames.find(place.name(), tree.below(above))
                .map(number -> Stream.concat(above.stream(), Stream.of(number)).toList())
                .orElse(null);
    }

    /** A county, or a city that has towns directly below it. */
    private boolean addressed(Division place) {
        return place.level() == Division.Level.COUNTY
                || place.level() == Division.Level.CITY
                        && divisions.children(place.code()).stream()
                                .allMatch(child -> child.level() == Division.Level.TOWN);
    }

    private void below(Tree tree, Division place, @Nullable List<String> here, Map<String, String> found) {
        for (Division child : divisions.children(place.code())) {
            if (here != null || child.level() != Division.Level.TOWN) {
                down(tree, child, here, found);
            }
        }
    }

    /** A channel's tree, each level of it asked for once. */
    private static final class Tree {

        private final AreaSource source;
        private final Map<List<String>, Map<String, String>> known = new HashMap<>();

        Tree(AreaSource source) {
            this.source = source;
        }

        Map<String, String> below(List<String> above) {
            return known.computeIfAbsent(above, source::areas);
        }
    }

    /** Counties nothing of the channel's bears the name of. */
    public List<Division> gaps(String channel, long offset, int most) {
        return store.gaps(channel, offset, most).stream()
                .flatMap(code -> divisions.find(code).stream())
                .toList();
    }

    public long countGaps(String channel) {
        return store.countGaps(channel);
    }

    /** An operator knows what the channel calls a place. */
    public void decide(Caller actor, String channel, String divisionCode, String path, String reason) {
        if (!divisions.deliverable(divisionCode)) {
            throw NO_COUNTY.asException();
        }
        transaction.executeWithoutResult(status -> {
            String before = store.path(channel, divisionCode).orElse("");
            store.decided(channel, divisionCode, path);
            var subject = new AuditTrail.Subject("CHANNEL_AREA", channel + ":" + divisionCode);
            audit.record(actor, "MAP_AREA", subject, before, path, reason);
        });
    }
}
