package io.jiaxiao.roster.people.domain;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.people.Names;
import io.jiaxiao.roster.people.Person;
import io.jiaxiao.roster.people.Role;
import io.jiaxiao.roster.people.RoleGrant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The persons a file names by their number, and what it says about them. A number that already belongs to somebody with
 * another name is refused: a mistyped digit must not hang a child on a stranger's account.
 */
public final class PersonBook {

    private final LongSupplier ids;
    private final Map<Mobile, Person> known = new HashMap<>();
    private final Set<Granted> granted;
    private final List<Person> added = new ArrayList<>();
    private final List<Person> named = new ArrayList<>();
    private final List<Granted> newGrants = new ArrayList<>();

    public PersonBook(Collection<Person> known, Collection<Granted> granted, LongSupplier ids) {
        known.forEach(person -> {
            if (person.mobile() != null) {
                this.known.put(person.mobile(), person);
            }
        });
        this.granted = new HashSet<>(granted);
        this.ids = ids;
    }

    /** A role somebody has. */
    public record Granted(long personId, RoleGrant grant) {}

    /** Whether the number is free, or belongs to one with this name or none yet. */
    public boolean accepts(Mobile mobile, PersonName name) {
        Person person = known.get(mobile);
        return person == null || person.name() == null || Names.same(person.name(), name);
    }

    /** Empty for a number nobody has. */
    public Optional<Long> idOf(Mobile mobile) {
        return Optional.ofNullable(known.get(mobile)).map(Person::id);
    }

    /** Finds or adds the person; only after {@link #accepts}. */
    public Claim claim(Mobile mobile, PersonName name, Role role, long unitId) {
        Person before = known.get(mobile);
        Person person = before == null ? new Person(ids.getAsLong(), name, mobile, true) : withName(before, name);
        boolean changed = before == null || before.name() == null;
        if (before == null) {
            added.add(person);
        } else if (changed) {
            named.add(person);
        }
        known.put(mobile, person);
        var grant = new Granted(person.id(), new RoleGrant(role, unitId));
        if (granted.add(grant)) {
            newGrants.add(grant);
            changed = true;
        }
        return new Claim(person.id(), changed);
    }

    /** Who it is, and whether something about the person is new. */
    public record Claim(long personId, boolean changed) {}

    public List<Person> added() {
        return List.copyOf(added);
    }

    /** Known persons who had no name until now. */
    public List<Person> named() {
        return List.copyOf(named);
    }

    public List<Granted> newGrants() {
        return List.copyOf(newGrants);
    }

    private static Person withName(Person person, @Nullable PersonName name) {
        return person.name() != null ? person : new Person(person.id(), name, person.mobile(), person.active());
    }
}
