package io.jiaxiao.roster.administration;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.roster.organisation.UnitKind;
import io.jiaxiao.roster.people.Child;
import io.jiaxiao.roster.people.Children;
import io.jiaxiao.roster.people.People;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.security.Caller;
import io.jiaxiao.starter.security.DataScope;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes a child from a guardian, or a class from a teacher: from that moment on they see nothing of it. */
@Service
public class EndTies {

    private static final Refusal NO_GUARDIAN = Refusal.notFound("GUARDIANSHIP_UNKNOWN", "该人员不是这个孩子的监护人");
    private static final Refusal NO_TEACHER = Refusal.notFound("TEACHING_UNKNOWN", "该人员没有任教这个班级");

    private final OperatorScope scope;
    private final People people;
    private final Children children;
    private final AuditTrail audit;

    EndTies(OperatorScope scope, People people, Children children, AuditTrail audit) {
        this.scope = scope;
        this.people = people;
        this.children = children;
        this.audit = audit;
    }

    /**
     * A file that still names the guardian is refused that row; a class teacher who approves the guardian's request begins it anew.
     *
     * @param reason in the operator's words
     * @throws io.jiaxiao.kernel.RefusedException 403 for a child outside the caller's scope, 404 for one who is no guardian of it
     */
    @Transactional
    public void guardianship(Caller caller, long personId, long childId, String reason) {
        Optional<Child> child = people.child(childId);
        DataScope.require(child.isPresent());
        scope.requireUnit(caller, child.orElseThrow().schoolId());
        if (!children.release(personId, childId)) {
            throw NO_GUARDIAN.asException();
        }
        record(caller, "END_GUARDIANSHIP", personId, Map.of("childId", Long.toString(childId)), reason);
    }

    /**
     * In every subject. A file that names the teacher for the class begins it anew.
     *
     * @param reason in the operator's words
     * @throws io.jiaxiao.kernel.RefusedException 403 for a class outside the caller's scope, 404 for one who does not teach it
     */
    @Transactional
    public void teaching(Caller caller, long personId, long classId, String reason) {
        DataScope.require(scope.requireUnit(caller, classId).kind() == UnitKind.CLASS);
        if (!people.relieve(personId, classId)) {
            throw NO_TEACHER.asException();
        }
        record(caller, "END_TEACHING", personId, Map.of("classId", Long.toString(classId)), reason);
    }

    private void record(Caller caller, String action, long personId, Map<String, String> before, String reason) {
        audit.record(caller, action, new AuditTrail.Subject("person", Long.toString(personId)), before, null, reason);
    }
}
