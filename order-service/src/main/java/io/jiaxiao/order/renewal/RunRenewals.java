package io.jiaxiao.order.renewal;

import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.place.SchoolRoster;
import io.jiaxiao.order.renewal.domain.Renewal;
import io.jiaxiao.order.renewal.store.RenewalRows;
import io.jiaxiao.order.renewal.store.RenewalRows.Waiting;
import io.jiaxiao.order.renewal.store.RenewalStore;
import io.jiaxiao.order.renewal.store.RenewalStore.Unlisted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;

/**
 * Takes open renewals on, and those that are taken back, a step of each in turn, so that a large one holds up no small one. Where children are is asked before
 * each transaction, never in it. Safe to run anywhere and any number of times.
 */
@Component
class RunRenewals {

    private static final Logger log = LoggerFactory.getLogger(RunRenewals.class);
    /** Now and then a round ends, so that an instance that shuts down is not waited for. */
    private static final int TURNS = 200;

    private final RenewalStore renewals;
    private final RenewalRows rows;
    private final RenewalPlace place;
    private final RenewChunk chunk;
    private final UndoRenewal undo;
    private final RenewalProperties properties;

    RunRenewals(
            RenewalStore renewals,
            RenewalRows rows,
            RenewalPlace place,
            RenewChunk chunk,
            UndoRenewal undo,
            RenewalProperties properties) {
        this.renewals = renewals;
        this.rows = rows;
        this.place = place;
        this.chunk = chunk;
        this.undo = undo;
        this.properties = properties;
    }

    /** One round. What cannot be done now, since a neighbour or the database is away, is done in a later one. */
    void run() {
        boolean more = true;
        for (int turn = 0; more && turn < TURNS; turn++) {
            more = turn(renewals.open(), this::step) | turn(undo.open(), undo::step);
        }
    }

    private static boolean turn(List<Long> open, LongPredicate step) {
        boolean more = false;
        for (long id : open) {
            try {
                more |= step.test(id);
            } catch (RefusedException | TransientDataAccessException e) {
                log.warn("renewal {} goes on later: {}", id, e.toString());
            }
        }
        return more;
    }

    /** @return whether there may be more to do at once */
    boolean step(long id) {
        Renewal renewal = renewals.find(id).orElseThrow();
        return switch (renewal.state()) {
            case LISTING -> list(id, renewal);
            case RUNNING -> renew(id);
            case DONE, CANCELLED -> false;
        };
    }

    private boolean list(long id, Renewal renewal) {
        String school = renewals.nextSchool(id).orElse(null);
        if (school != null) {
            Plan plan = place.orderedPlan(renewal.planCode());
            chunk.resolve(id, school, place.classesOf(school, plan, renewal.createdAt()));
            return true;
        }
        List<Unlisted> next = renewals.unlisted(id, SchoolRoster.MOST_CLASSES);
        if (next.isEmpty()) {
            chunk.start(id);
        } else {
            chunk.list(id, members(next));
        }
        return true;
    }

    /** Of a class that is closed meanwhile, nobody. */
    private Map<String, List<String>> members(List<Unlisted> classes) {
        Map<String, List<String>> members = new HashMap<>();
        List<String> asked = new ArrayList<>();
        for (Unlisted one : classes) {
            String only = one.childId();
            members.put(one.classId(), only == null ? List.of() : List.of(only));
            if (only == null) {
                asked.add(one.classId());
            }
        }
        if (!asked.isEmpty()) {
            members.putAll(place.members(asked));
        }
        return members;
    }

    private boolean renew(long id) {
        List<Waiting> next = rows.waiting(id, properties.chunk());
        if (next.isEmpty()) {
            chunk.finish(id);
            return false;
        }
        Map<String, String> present =
                place.classesOf(next.stream().map(Waiting::childId).toList());
        Halves.run(next, some -> chunk.run(id, some, present), (child, e) -> {
            log.error("a child of renewal {} in class {} cannot be renewed", id, child.classId(), e);
            chunk.giveUp(id, child);
        });
        return true;
    }
}
