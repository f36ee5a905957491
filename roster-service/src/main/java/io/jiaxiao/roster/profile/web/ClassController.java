package io.jiaxiao.roster.profile.web;

import io.jiaxiao.roster.people.CallerPerson;
import io.jiaxiao.roster.people.ClassMember;
import io.jiaxiao.roster.people.People;
import io.jiaxiao.roster.people.StudentNumber;
import io.jiaxiao.starter.security.Caller;
import io.jiaxiao.starter.security.DataScope;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A class as its teachers see it. */
@RestController
class ClassController {

    private final People people;

    ClassController(People people) {
        this.people = people;
    }

    /** {@code nextCursor} is missing on the last page. */
    record StudentsResponse(List<StudentResponse> items, @Nullable String nextCursor) {}

    /** A student with the school's number, both in clear for the teacher; a child its guardian added may have none. */
    record StudentResponse(String id, String name, @Nullable String number) {}

    @GetMapping("/api/v1/classes/{id}/students")
    StudentsResponse students(
            Caller caller,
            @PathVariable long id,
            @RequestParam(defaultValue = "0") @Min(value = 0, message = "不正确") long cursor,
            @RequestParam(defaultValue = "50")
                    @Min(value = 1, message = "须为1至100")
                    @Max(value = 100, message = "须为1至100")
                    int size) {
        DataScope.require(people.teaches(CallerPerson.id(caller), id));
        // one more than asked for tells whether there is another page
        List<ClassMember> found = people.members(id, cursor, size + 1);
        List<ClassMember> page = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? Long.toString(page.getLast().id()) : null;
        return new StudentsResponse(
                page.stream()
                        .map(member -> new StudentResponse(
                                Long.toString(member.id()), member.name().clear(), clear(member.number())))
                        .toList(),
                next);
    }

    private static @Nullable String clear(@Nullable StudentNumber number) {
        return number == null ? null : number.clear();
    }
}
