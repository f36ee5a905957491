package io.jiaxiao.roster.administration;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.people.People;
import io.jiaxiao.roster.people.Person;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.security.Caller;
import io.jiaxiao.starter.security.DataScope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds a person by number, masked; shows the clear data only for a reason that stays on record. */
@Service
public class FindPeople {

    private final People people;
    private final OperatorScope scope;
    private final AuditTrail audit;

    FindPeople(People people, OperatorScope scope, AuditTrail audit) {
        this.people = people;
        this.scope = scope;
        this.audit = audit;
    }

    /** A person's own data in clear. */
    public record ClearPerson(@Nullable PersonName name, @Nullable Mobile mobile) {}

    /** Empty when nobody is known by the number, or somebody the caller may not see. */
    public Optional<Person> byMobile(Caller caller, Mobile mobile) {
        scope.unitsOf(caller);
        return people.withMobile(mobile).filter(person -> scope.coversPerson(caller, person.id()));
    }

    /**
     * @param reason in the operator's words; stored with the look
     * @throws io.jiaxiao.kernel.RefusedException 403 outside the caller's scope
     */
    @Transactional
    public ClearPerson unmask(Caller caller, long personId, String reason) {
        DataScope.require(scope.coversPerson(caller, personId));
        Person person = people.find(personId).orElseThrow();
        audit.record(
                caller, "UNMASK_PERSON", new AuditTrail.Subject("person", Long.toString(personId)), null, null, reason);
        return new ClearPerson(person.name(), person.mobile());
    }
}
