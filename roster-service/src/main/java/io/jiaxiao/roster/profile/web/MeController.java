package io.jiaxiao.roster.profile.web;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.consent.Consent;
import io.jiaxiao.roster.consent.Consents;
import io.jiaxiao.roster.organisation.ClassPlace;
import io.jiaxiao.roster.organisation.Organisation;
import io.jiaxiao.roster.people.CallerPerson;
import io.jiaxiao.roster.people.People;
import io.jiaxiao.roster.people.Person;
import io.jiaxiao.roster.people.RoleGrant;
import io.jiaxiao.roster.people.TaughtClass;
import io.jiaxiao.roster.profile.FamilyRoster;
import io.jiaxiao.starter.security.Caller;
import io.jiaxiao.starter.security.DataScope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The first thing an app asks after sign-in: who am I, whose parent or teacher, and is there anything to agree to. */
@RestController
class MeController {

    private final People people;
    private final FamilyRoster families;
    private final Organisation organisation;
    private final Consents consents;

    MeController(People people, FamilyRoster families, Organisation organisation, Consents consents) {
        this.people = people;
        this.families = families;
        this.organisation = organisation;
        this.consents = consents;
    }

    /**
     * @param name    in clear, since it is one's own; missing until somebody said it
     * @param mobile  masked
     * @param classes what one teaches
     */
    record MeResponse(
            String id,
            @Nullable String name,
            @Nullable String mobile,
            List<String> roles,
            List<ChildResponse> children,
            List<TaughtClassResponse> classes,
            ConsentStatus consent) {}

    /** A class one teaches; {@code head} is the class teacher. */
    record TaughtClassResponse(
            String id, String name, UnitResponse grade, UnitResponse school, String subject, boolean head) {}

    /** Whether the current privacy terms were agreed to. */
    record ConsentStatus(String version, boolean given, @Nullable Instant givenAt) {}

    @GetMapping("/api/v1/me")
    MeResponse me(Caller caller) {
        long id = CallerPerson.id(caller);
        Optional<Person> known = people.find(id).filter(Person::active);
        DataScope.require(known.isPresent());
        Person person = known.orElseThrow();
        return new MeResponse(
                Long.toString(id),
                clear(person.name()),
                masked(person.mobile()),
                people.roles(id).stream()
                        .map(RoleGrant::role)
                        .map(Enum::name)
                        .distinct()
                        .toList(),
                families.childrenOf(id).stream().map(ChildResponse::of).toList(),
                classes(people.classesOf(id)),
                consent(id));
    }

    private List<TaughtClassResponse> classes(List<TaughtClass> taught) {
        Map<Long, ClassPlace> places =
                organisation.placesOf(taught.stream().map(TaughtClass::classId).collect(Collectors.toSet()));
        return taught.stream()
                .flatMap(one -> Stream.ofNullable(places.get(one.classId()))
                        .map(place -> new TaughtClassResponse(
                                Long.toString(one.classId()),
                                place.schoolClass().name(),
                                UnitResponse.of(place.grade()),
                                UnitResponse.of(place.school()),
                                one.subject(),
                                one.head())))
                .toList();
    }

    private ConsentStatus consent(long personId) {
        Consent given = consents.current(personId).orElse(null);
        return new ConsentStatus(consents.currentVersion(), given != null, given == null ? null : given.givenAt());
    }

    private static @Nullable String clear(@Nullable PersonName name) {
        return name == null ? null : name.clear();
    }

    private static @Nullable String masked(@Nullable Mobile mobile) {
        return mobile == null ? null : mobile.masked();
    }
}
