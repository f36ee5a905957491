package io.jiaxiao.roster.administration;

import io.jiaxiao.roster.organisation.OrgUnit;
import io.jiaxiao.roster.organisation.Organisation;
import io.jiaxiao.roster.people.CallerPerson;
import io.jiaxiao.roster.people.People;
import io.jiaxiao.roster.people.Role;
import io.jiaxiao.roster.people.RoleGrant;
import io.jiaxiao.starter.security.Caller;
import io.jiaxiao.starter.security.DataScope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Which part of the tree an operator sees: the units the role was granted for, with all below; head office sees all. */
@Service
public class OperatorScope {

    private static final String IMPORT = "operator:import";

    private final People people;
    private final Organisation organisation;

    OperatorScope(People people, Organisation organisation) {
        this.people = people;
        this.organisation = organisation;
    }

    /** @throws io.jiaxiao.kernel.RefusedException 403 when the caller has no unit at all */
    public List<OrgUnit> unitsOf(Caller caller) {
        Set<Long> ids = people.rolesInForce(CallerPerson.id(caller)).stream()
                .filter(grant -> grant.role() == Role.OPERATOR)
                .map(RoleGrant::unitId)
                .collect(Collectors.toSet());
        List<OrgUnit> units = organisation.findAll(ids);
        DataScope.require(!units.isEmpty());
        return units;
    }

    /** @throws io.jiaxiao.kernel.RefusedException 403 when it is outside the caller's scope, or there is none */
    public OrgUnit requireUnit(Caller caller, long unitId) {
        Optional<OrgUnit> unit = organisation.find(unitId);
        DataScope.require(unit.isPresent() && covers(unitsOf(caller), unit.get()));
        return unit.orElseThrow();
    }

    /** Whether the person belongs to the caller's part of the tree: by a role there, or by a child at school there. */
    public boolean coversPerson(Caller caller, long personId) {
        List<OrgUnit> scope = unitsOf(caller);
        if (isEverywhere(scope)) {
            return people.find(personId).isPresent();
        }
        Set<Long> theirs =
                people.roles(personId).stream().map(RoleGrant::unitId).collect(Collectors.toSet());
        people.childrenOf(personId).forEach(child -> theirs.add(child.schoolId()));
        return organisation.findAll(theirs).stream().anyMatch(unit -> covers(scope, unit));
    }

    /** @throws io.jiaxiao.kernel.RefusedException 403 for operators of a school */
    public void requireHeadOffice(Caller caller) {
        DataScope.require(isEverywhere(unitsOf(caller)));
    }

    /** Head office, or the client that loads the demo data. */
    public void requireImport(Caller caller) {
        if (!caller.scopes().contains(IMPORT)) {
            requireHeadOffice(caller);
        }
    }

    private static boolean isEverywhere(Collection<OrgUnit> scope) {
        return scope.stream().anyMatch(unit -> unit.id() == OrgUnit.ROOT);
    }

    private static boolean covers(Collection<OrgUnit> scope, OrgUnit unit) {
        return scope.stream().anyMatch(unit::within);
    }
}
