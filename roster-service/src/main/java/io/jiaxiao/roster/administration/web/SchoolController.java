package io.jiaxiao.roster.administration.web;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.roster.administration.OperatorScope;
import io.jiaxiao.roster.administration.store.AdministrationRecords;
import io.jiaxiao.roster.organisation.ClassPlace;
import io.jiaxiao.roster.organisation.OrgUnit;
import io.jiaxiao.roster.organisation.Organisation;
import io.jiaxiao.roster.organisation.UnitKind;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Schools and their classes, within the operator's scope. */
@RestController
@RequestMapping("/admin/v1/roster/schools")
class SchoolController {

    private static final Refusal NO_SCHOOL = Refusal.notFound("SCHOOL_NOT_FOUND", "该学校不存在");

    private final OperatorScope scope;
    private final Organisation organisation;
    private final AdministrationRecords records;

    SchoolController(OperatorScope scope, Organisation organisation, AdministrationRecords records) {
        this.scope = scope;
        this.organisation = organisation;
        this.records = records;
    }

    /** One page of schools; {@code total} counts all pages. */
    record SchoolsResponse(List<SchoolResponse> items, int total) {}

    /** A school; {@code code} is what files call it. */
    record SchoolResponse(String id, @Nullable String code, String name) {}

    /** All classes of a school, grade by grade. */
    record ClassesResponse(List<ClassResponse> items) {}

    /** A class with the number of its present students. */
    record ClassResponse(String id, String grade, String name, int students) {}

    @GetMapping
    SchoolsResponse schools(
            Caller caller,
            @RequestParam(defaultValue = "0") @Min(value = 0, message = "不正确") @Max(value = 100_000, message = "不正确")
                    int page,
            @RequestParam(defaultValue = "50")
                    @Min(value = 1, message = "须为1至200")
                    @Max(value = 200, message = "须为1至200")
                    int size) {
        List<OrgUnit> schools = organisation.schoolsWithin(scope.unitsOf(caller));
        return new SchoolsResponse(
                schools.stream()
                        .skip((long) page * size)
                        .limit(size)
                        .map(school -> new SchoolResponse(Long.toString(school.id()), school.code(), school.name()))
                        .toList(),
                schools.size());
    }

    @GetMapping("/{id}/classes")
    ClassesResponse classes(Caller caller, @PathVariable long id) {
        OrgUnit school = scope.requireUnit(caller, id);
        if (school.kind() != UnitKind.SCHOOL) {
            throw NO_SCHOOL.asException();
        }
        List<ClassPlace> classes = organisation.classesOf(school);
        Map<Long, Integer> sizes = records.classSizes(
                classes.stream().map(place -> place.schoolClass().id()).toList());
        return new ClassesResponse(classes.stream()
                .map(place -> new ClassResponse(
                        Long.toString(place.schoolClass().id()),
                        place.grade().name(),
                        place.schoolClass().name(),
                        sizes.getOrDefault(place.schoolClass().id(), 0)))
                .toList());
    }
}
