package io.jiaxiao.roster.profile.web;

import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.contracts.roster.SchoolApi.ChildrenAsked;
import io.jiaxiao.contracts.roster.SchoolApi.Classes;
import io.jiaxiao.contracts.roster.SchoolApi.ClassesAsked;
import io.jiaxiao.contracts.roster.SchoolApi.ClassesOfChildren;
import io.jiaxiao.contracts.roster.SchoolApi.InClass;
import io.jiaxiao.contracts.roster.SchoolApi.Members;
import io.jiaxiao.contracts.roster.SchoolApi.MembersOfClasses;
import io.jiaxiao.contracts.roster.SchoolApi.Schools;
import io.jiaxiao.contracts.roster.SchoolApi.SchoolsAsked;
import io.jiaxiao.contracts.roster.SchoolPlacement;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.roster.organisation.OrgUnit;
import io.jiaxiao.roster.organisation.Organisation;
import io.jiaxiao.roster.organisation.UnitKind;
import io.jiaxiao.roster.people.People;
import jakarta.validation.Valid;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The server side of {@link io.jiaxiao.contracts.roster.SchoolApi}. Who calls is checked by path, as for people. */
@RestController
class SchoolRosterController {

    private static final Refusal NO_SCHOOL = Refusal.notFound("SCHOOL_UNKNOWN", "没有这所学校");

    private final People people;
    private final Organisation organisation;

    SchoolRosterController(People people, Organisation organisation) {
        this.people = people;
        this.organisation = organisation;
    }

    @PostMapping("/internal/schools")
    Schools schools(@Valid @RequestBody SchoolsAsked asked) {
        return new Schools(organisation.findAll(numbers(asked.schoolIds())).stream()
                .filter(unit -> unit.kind() == UnitKind.SCHOOL)
                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                .map(school -> new SchoolPlacement(Long.toString(school.id()), school.name(), texts(school.pathIds())))
                .toList());
    }

    @GetMapping("/internal/schools/{schoolId}/classes")
    Classes classes(@PathVariable long schoolId) {
        OrgUnit school = organisation
                .find(schoolId)
                .filter(unit -> unit.kind() == UnitKind.SCHOOL)
                .orElseThrow(NO_SCHOOL::asException);
        return new Classes(organisation.classesOf(school).stream()
                .map(place -> new ClassPlacement(
                        Long.toString(place.schoolClass().id()),
                        place.schoolClass().name(),
                        place.grade().name(),
                        Long.toString(school.id()),
                        school.name(),
                        texts(place.schoolClass().pathIds())))
                .toList());
    }

    @PostMapping("/internal/classes/members")
    MembersOfClasses members(@Valid @RequestBody ClassesAsked asked) {
        Set<Long> open = organisation.placesOf(numbers(asked.classIds())).keySet();
        Map<Long, List<Long>> members = people.membersOf(open);
        return new MembersOfClasses(open.stream()
                .sorted()
                .map(id -> new Members(Long.toString(id), texts(members.getOrDefault(id, List.of()))))
                .toList());
    }

    @PostMapping("/internal/children/classes")
    ClassesOfChildren classesOf(@Valid @RequestBody ChildrenAsked asked) {
        Map<Long, Long> classes = people.classesOfChildren(numbers(asked.childIds()));
        Set<Long> open = organisation.placesOf(new HashSet<>(classes.values())).keySet();
        return new ClassesOfChildren(classes.entrySet().stream()
                .filter(one -> open.contains(one.getValue()))
                .map(one -> new InClass(Long.toString(one.getKey()), Long.toString(one.getValue())))
                .toList());
    }

    private static Set<Long> numbers(Collection<String> ids) {
        Set<Long> numbers = new HashSet<>();
        ids.forEach(id -> numbers.add(Long.valueOf(id)));
        return numbers;
    }

    private static List<String> texts(List<Long> ids) {
        return ids.stream().map(String::valueOf).toList();
    }
}
