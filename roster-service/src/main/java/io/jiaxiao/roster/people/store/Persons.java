package io.jiaxiao.roster.people.store;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.people.Person;
import io.jiaxiao.roster.people.RoleGrant;
import io.jiaxiao.roster.people.domain.PersonBook;
import io.jiaxiao.roster.people.domain.PersonBook.Granted;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.pii.BlindIndex;
import io.jiaxiao.starter.pii.PiiPurpose;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Persons and their roles. */
@Repository
public class Persons {

    private final PersonMapper mapper;
    private final BlindIndex index;
    private final Ids ids;
    private final Clock clock;

    Persons(PersonMapper mapper, BlindIndex index, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.index = index;
        this.ids = ids;
        this.clock = clock;
    }

    public Optional<Person> find(long id) {
        return Optional.ofNullable(mapper.find(id));
    }

    public Optional<Person> withMobile(Mobile mobile) {
        return mapper.withMobiles(index.allOf(PiiPurpose.MOBILE, mobile.digits())).stream()
                .findFirst();
    }

    public List<RoleGrant> roles(long personId) {
        return mapper.roles(personId);
    }

    /** The persons behind the numbers, with their roles, ready to be added to. */
    public PersonBook bookOf(Collection<Mobile> mobiles) {
        List<String> indexes = mobiles.stream()
                .flatMap(mobile -> index.allOf(PiiPurpose.MOBILE, mobile.digits()).stream())
                .toList();
        List<Person> known = indexes.isEmpty() ? List.of() : mapper.withMobiles(indexes);
        List<Long> personIds = known.stream().map(Person::id).toList();
        List<Granted> granted = personIds.isEmpty()
                ? List.of()
                : mapper.rolesOf(personIds).stream()
                        .map(row -> new Granted(row.personId(), new RoleGrant(row.role(), row.unitId())))
                        .toList();
        return new PersonBook(known, granted, ids::next);
    }

    /** Writes what was added to the book. */
    public void write(PersonBook book) {
        insert(book.added());
        for (Person person : book.named()) {
            PersonName name = person.name();
            if (name != null) {
                mapper.name(person.id(), name, nameIndex(name), clock.instant());
            }
        }
        grant(book.newGrants());
    }

    public void insert(Collection<Person> persons) {
        if (persons.isEmpty()) {
            return;
        }
        mapper.insert(persons.stream().map(this::row).toList(), clock.instant());
    }

    public void grant(Collection<Granted> grants) {
        if (grants.isEmpty()) {
            return;
        }
        mapper.grant(
                grants.stream()
                        .map(granted -> new PersonMapper.NewGrantRow(
                                ids.next(),
                                granted.personId(),
                                granted.grant().role(),
                                granted.grant().unitId()))
                        .toList(),
                clock.instant());
    }

    private PersonMapper.PersonRow row(Person person) {
        PersonName name = person.name();
        return new PersonMapper.PersonRow(
                person.id(),
                name,
                name == null ? null : nameIndex(name),
                person.mobile(),
                mobileIndex(person.mobile()));
    }

    private @Nullable String mobileIndex(@Nullable Mobile mobile) {
        return mobile == null ? null : index.of(PiiPurpose.MOBILE, mobile.digits());
    }

    private String nameIndex(PersonName name) {
        return index.of(PiiPurpose.NAME, name.clear());
    }
}
