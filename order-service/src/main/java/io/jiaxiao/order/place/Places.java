package io.jiaxiao.order.place;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jiaxiao.contracts.roster.ChildPlacement;
import io.jiaxiao.contracts.roster.ChildrenWanted;
import io.jiaxiao.contracts.roster.ClassApi;
import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.kernel.RefusedException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks roster-service where classes and children stand, outside any transaction. Without it: a class is priced by what was
 * heard of it in the last hour; a child is not bought for, since nobody can say whose it is.
 */
@Component
public class Places {

    static final Refusal ROSTER_AWAY = Refusal.unavailable("ROSTER_UNAVAILABLE", "暂时无法确认班级和孩子信息，请稍后再试");
    static final Refusal CLASS_UNKNOWN = Refusal.notFound("CLASS_UNKNOWN", "没有找到这个班级，请核对班级二维码");
    static final Refusal CHILD_UNKNOWN = Refusal.forbidden("OUT_OF_SCOPE", "您没有权限查看或操作该数据");

    static final Refusal NO_SUCH_CHILD = Refusal.notFound("CHILD_UNKNOWN", "没有这个孩子，请核对编号");

    private static final Logger log = LoggerFactory.getLogger(Places.class);
    private static final Duration REMEMBERED = Duration.ofHours(1);

    /** How long somebody may go on looking who is no guardian any more. */
    private static final Duration LOOKED_AT = Duration.ofSeconds(10);

    /** Children roster-service answers for at once. */
    private static final int PAGE = 500;

    private final ClassApi roster;
    private final Cache<String, ClassPlacement> heard = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(REMEMBERED)
            .build();

    private final Cache<Guardian, Boolean> guardians = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(LOOKED_AT)
            .build();

    private record Guardian(long personId, String childId) {}

    Places(ClassApi roster) {
        this.roster = roster;
    }

    /** @throws RefusedException 404 no such class, 503 when nobody can say */
    public ClassPlacement schoolClass(String classId) {
        try {
            ClassPlacement place = roster.schoolClass(classId);
            heard.put(classId, place);
            return place;
        } catch (RuntimeException e) {
            if (refused(e)) {
                heard.invalidate(classId);
                throw CLASS_UNKNOWN.asException();
            }
            log.warn("roster-service did not tell of class {}: {}", classId, e.toString());
            ClassPlacement last = heard.getIfPresent(classId);
            if (last == null) {
                throw ROSTER_AWAY.asException();
            }
            return last;
        }
    }

    /**
     * The child, if the person is a guardian of it.
     *
     * @throws RefusedException 403 the same for another's child and for none, 503 when nobody can say
     */
    public ChildPlacement ownChild(long personId, String childId) {
        ChildPlacement child = asked(childId, () -> roster.child(childId));
        if (child == null || !child.guardianIds().contains(Long.toString(personId))) {
            throw CHILD_UNKNOWN.asException();
        }
        guardians.put(new Guardian(personId, childId), true);
        return child;
    }

    /**
     * For looking only, which the app does again and again: a guardian is one for ten seconds without asking anew.
     *
     * @throws RefusedException 403 the same for another's child and for none, 503 when nobody can say
     */
    public void mayLookAt(long personId, String childId) {
        if (guardians.getIfPresent(new Guardian(personId, childId)) == null) {
            ownChild(personId, childId);
        }
    }

    /**
     * A child, for an operator.
     *
     * @throws RefusedException 404 no such child, 503 when nobody can say
     */
    public ChildPlacement child(String childId) {
        ChildPlacement child = asked(childId, () -> roster.child(childId));
        if (child == null) {
            throw NO_SUCH_CHILD.asException();
        }
        return child;
    }

    /**
     * Those of these children who are known, by number; five hundred in a question. Never remembered.
     *
     * @throws RefusedException 503 when nobody can say
     */
    public Map<String, ChildPlacement> children(Collection<String> childIds) {
        Map<String, ChildPlacement> known = new HashMap<>();
        List<String> all = childIds.stream().sorted().toList();
        try {
            for (int from = 0; from < all.size(); from += PAGE) {
                List<String> some = all.subList(from, Math.min(all.size(), from + PAGE));
                roster.lookUp(new ChildrenWanted(some)).children().forEach(child -> known.put(child.childId(), child));
            }
            return known;
        } catch (RuntimeException e) {
            log.warn("roster-service did not tell of {} children: {}", all.size(), e.toString());
            throw ROSTER_AWAY.asException();
        }
    }

    private @Nullable ChildPlacement asked(String childId, Supplier<ChildPlacement> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            if (refused(e)) {
                return null;
            }
            log.warn("roster-service did not tell of child {}: {}", childId, e.toString());
            throw ROSTER_AWAY.asException();
        }
    }

    private static boolean refused(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedException refused) {
                return refused.refusal().kind() == Refusal.Kind.NOT_FOUND
                        || refused.refusal().kind() == Refusal.Kind.INVALID;
            }
        }
        return false;
    }
}
