package io.jiaxiao.order.place;

import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.contracts.roster.SchoolApi;
import io.jiaxiao.contracts.roster.SchoolPlacement;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.kernel.RefusedException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks roster-service about whole schools, outside any transaction. Nothing is remembered: who is in a class now decides about
 * money. How many may be asked about at once is the contract's.
 */
@Component
public class SchoolRoster {

    /** Classes whose members may be asked for at once. */
    public static final int MOST_CLASSES = SchoolApi.MOST_CLASSES;

    /** Children whose classes may be asked for at once. */
    public static final int MOST_CHILDREN = SchoolApi.MOST_CHILDREN;

    static final Refusal SCHOOL_UNKNOWN = Refusal.notFound("SCHOOL_UNKNOWN", "没有找到所选的学校，请核对后再试");

    private static final Logger log = LoggerFactory.getLogger(SchoolRoster.class);

    private final SchoolApi roster;

    SchoolRoster(SchoolApi roster) {
        this.roster = roster;
    }

    /** @throws RefusedException 404 when one of them is no open school, 503 when nobody can say */
    public List<SchoolPlacement> schools(Collection<String> schoolIds) {
        List<SchoolPlacement> found = asked(() -> roster.schools(new SchoolApi.SchoolsAsked(List.copyOf(schoolIds))))
                .schools();
        if (found.size() != schoolIds.size()) {
            throw SCHOOL_UNKNOWN.asException();
        }
        return found;
    }

    /** @throws RefusedException 404 no such school, or not any more, 503 when nobody can say */
    public List<ClassPlacement> classes(String schoolId) {
        return asked(() -> roster.classes(schoolId)).classes();
    }

    /** By class, who is in it now; a class that is closed is missing. @throws RefusedException 503 when nobody can say */
    public Map<String, List<String>> members(Collection<String> classIds) {
        Map<String, List<String>> members = new HashMap<>();
        asked(() -> roster.members(new SchoolApi.ClassesAsked(List.copyOf(classIds))))
                .classes()
                .forEach(one -> members.put(one.classId(), one.childIds()));
        return members;
    }

    /** By child, the class it is in now; who is in none is missing. @throws RefusedException 503 when nobody can say */
    public Map<String, String> classesOf(Collection<String> childIds) {
        Map<String, String> classes = new HashMap<>();
        asked(() -> roster.classesOf(new SchoolApi.ChildrenAsked(List.copyOf(childIds))))
                .children()
                .forEach(one -> classes.put(one.childId(), one.classId()));
        return classes;
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            if (notFound(e)) {
                throw SCHOOL_UNKNOWN.asException();
            }
            log.warn("roster-service did not tell of schools: {}", e.toString());
            throw Places.ROSTER_AWAY.asException();
        }
    }

    private static boolean notFound(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedException refused) {
                return refused.refusal().kind() == Refusal.Kind.NOT_FOUND;
            }
        }
        return false;
    }
}
