package io.jiaxiao.roster.administration.web;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.administration.EndTies;
import io.jiaxiao.roster.administration.FindPeople;
import io.jiaxiao.roster.organisation.OrgUnit;
import io.jiaxiao.roster.organisation.Organisation;
import io.jiaxiao.roster.people.Child;
import io.jiaxiao.roster.people.MobileText;
import io.jiaxiao.roster.people.People;
import io.jiaxiao.roster.people.Person;
import io.jiaxiao.roster.people.RoleGrant;
import io.jiaxiao.roster.people.TaughtClass;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People as operators see them: masked, unless there is a reason. */
@RestController
@RequestMapping("/admin/v1/roster/people")
class PersonController {

    private final FindPeople find;
    private final EndTies end;
    private final People people;
    private final Organisation organisation;

    PersonController(FindPeople find, EndTies end, People people, Organisation organisation) {
        this.find = find;
        this.end = end;
        this.people = people;
        this.organisation = organisation;
    }

    /** Nobody or one. */
    record PeopleResponse(List<PersonResponse> items) {}

    /** A person with name and number masked. */
    record PersonResponse(
            String id,
            @Nullable String name,
            @Nullable String mobile,
            boolean active,
            List<RoleResponse> roles,
            List<ChildSummary> children,
            List<ClassSummary> classes) {}

    /** A role and the unit it holds for. */
    record RoleResponse(String role, @Nullable String unit) {}

    /** A child with its name masked. */
    record ChildSummary(String id, String name, @Nullable String school) {}

    /** A class the person teaches; {@code head} is the class teacher. */
    record ClassSummary(String id, @Nullable String name, String subject, boolean head) {}

    /** Why a guardianship or a teacher's class is ended. */
    record EndingRequest(@NotBlank(message = "请填写原因") @Size(min = 2, max = 200, message = "须为2至200个字") String reason) {}

    /** Why the clear data is needed. */
    record UnmaskRequest(
            @NotBlank(message = "请填写查看原因") @Size(min = 2, max = 200, message = "须为2至200个字") String reason) {}

    /** Name and number in clear. */
    record UnmaskResponse(@Nullable String name, @Nullable String mobile) {}

    @GetMapping
    PeopleResponse find(
            Caller caller,
            @RequestParam @Pattern(regexp = MobileText.SHAPE, message = MobileText.MESSAGE) String mobile) {
        return new PeopleResponse(find.byMobile(caller, Mobile.parse(mobile)).stream()
                .map(this::response)
                .toList());
    }

    @PostMapping("/{id}/unmask")
    UnmaskResponse unmask(Caller caller, @PathVariable long id, @Valid @RequestBody UnmaskRequest request) {
        FindPeople.ClearPerson clear = find.unmask(caller, id, request.reason().strip());
        PersonName name = clear.name();
        Mobile mobile = clear.mobile();
        return new UnmaskResponse(name == null ? null : name.clear(), mobile == null ? null : mobile.digits());
    }

    /** The child is none of the person's any more. */
    @PostMapping("/{id}/guardianships/{childId}/endings")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endGuardianship(
            Caller caller,
            @PathVariable long id,
            @PathVariable long childId,
            @Valid @RequestBody EndingRequest request) {
        end.guardianship(caller, id, childId, request.reason().strip());
    }

    /** The person does not teach the class any more, in no subject. */
    @PostMapping("/{id}/teachings/{classId}/endings")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endTeaching(
            Caller caller,
            @PathVariable long id,
            @PathVariable long classId,
            @Valid @RequestBody EndingRequest request) {
        end.teaching(caller, id, classId, request.reason().strip());
    }

    private PersonResponse response(Person person) {
        List<RoleGrant> roles = people.roles(person.id());
        List<Child> children = people.childrenOf(person.id());
        List<TaughtClass> classes = people.classesOf(person.id());
        Map<Long, OrgUnit> units = organisation
                .findAll(Stream.of(
                                roles.stream().map(RoleGrant::unitId),
                                children.stream().map(Child::schoolId),
                                classes.stream().map(TaughtClass::classId))
                        .flatMap(Function.identity())
                        .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(OrgUnit::id, Function.identity()));
        PersonName name = person.name();
        Mobile mobile = person.mobile();
        return new PersonResponse(
                Long.toString(person.id()),
                name == null ? null : name.masked(),
                mobile == null ? null : mobile.masked(),
                person.active(),
                roles.stream()
                        .map(grant -> new RoleResponse(grant.role().name(), name(units.get(grant.unitId()))))
                        .toList(),
                children.stream()
                        .map(child -> new ChildSummary(
                                Long.toString(child.id()), child.name().masked(), name(units.get(child.schoolId()))))
                        .toList(),
                classes.stream()
                        .map(taught -> new ClassSummary(
                                Long.toString(taught.classId()),
                                name(units.get(taught.classId())),
                                taught.subject(),
                                taught.head()))
                        .toList());
    }

    private static @Nullable String name(@Nullable OrgUnit unit) {
        return unit == null ? null : unit.name();
    }
}
