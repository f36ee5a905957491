package io.jiaxiao.roster.profile.web;

import io.jiaxiao.contracts.roster.PersonContact;
import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.roster.organisation.Organisation;
import io.jiaxiao.roster.people.Child;
import io.jiaxiao.roster.people.People;
import io.jiaxiao.roster.people.Person;
import io.jiaxiao.roster.people.TaughtClass;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The server side of {@link io.jiaxiao.contracts.roster.PeopleApi}: a number in clear, so for services only. */
@RestController
class PersonContactController {

    private static final Refusal UNKNOWN = Refusal.notFound("PERSON_UNKNOWN", "没有这个人员");

    private final People people;
    private final Organisation organisation;

    PersonContactController(People people, Organisation organisation) {
        this.people = people;
        this.organisation = organisation;
    }

    /** Who calls is checked by path: only a service's token for this service opens {@code /internal}. */
    @GetMapping("/internal/people/{personId}")
    ResponseEntity<PersonContact> person(@PathVariable long personId) {
        Person person = people.find(personId).filter(Person::active).orElseThrow(UNKNOWN::asException);
        Mobile mobile = person.mobile();
        var contact = new PersonContact(
                Long.toString(personId), mobile == null ? null : mobile.digits(), schoolsOf(personId));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(contact);
    }

    private List<String> schoolsOf(long personId) {
        Set<Long> classes =
                people.classesOf(personId).stream().map(TaughtClass::classId).collect(Collectors.toSet());
        Stream<Long> taught = organisation.placesOf(classes).values().stream()
                .map(place -> place.school().id());
        return Stream.concat(people.childrenOf(personId).stream().map(Child::schoolId), taught)
                .distinct()
                .sorted()
                .map(String::valueOf)
                .toList();
    }
}
