package io.jiaxiao.roster.administration.web;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.administration.OperatorScope;
import io.jiaxiao.roster.people.Child;
import io.jiaxiao.roster.people.Children;
import io.jiaxiao.roster.people.People;
import io.jiaxiao.roster.people.Person;
import io.jiaxiao.roster.people.StudentNumber;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who cares for the child a file's row is about, masked: for operators within their scope. */
@RestController
class SchoolChildController {

    private final OperatorScope scope;
    private final Children children;
    private final People people;

    SchoolChildController(OperatorScope scope, Children children, People people) {
        this.scope = scope;
        this.children = children;
        this.people = people;
    }

    /** Nobody or one. */
    record ChildrenResponse(List<NumberedChildResponse> items) {}

    /**
     * @param name    masked
     * @param classId missing between two classes
     */
    record NumberedChildResponse(String id, String name, @Nullable String classId, List<GuardianResponse> guardians) {}

    /** A guardian with name and number masked. */
    record GuardianResponse(String id, @Nullable String name, @Nullable String mobile) {}

    @GetMapping("/admin/v1/roster/schools/{id}/children")
    ChildrenResponse find(
            Caller caller,
            @PathVariable long id,
            @RequestParam @Pattern(regexp = "[A-Za-z0-9-]{1,32}", message = "学号须为1至32位字母、数字或短横线") String number) {
        scope.requireUnit(caller, id);
        return new ChildrenResponse(children.numbered(id, new StudentNumber(number)).stream()
                .map(this::response)
                .toList());
    }

    private NumberedChildResponse response(Child child) {
        Long classId = child.classId();
        return new NumberedChildResponse(
                Long.toString(child.id()),
                child.name().masked(),
                classId == null ? null : Long.toString(classId),
                people.guardiansOf(List.of(child.id())).getOrDefault(child.id(), List.of()).stream()
                        .flatMap(guardian -> people.find(guardian).stream())
                        .map(SchoolChildController::guardian)
                        .toList());
    }

    private static GuardianResponse guardian(Person person) {
        PersonName name = person.name();
        Mobile mobile = person.mobile();
        return new GuardianResponse(
                Long.toString(person.id()),
                name == null ? null : name.masked(),
                mobile == null ? null : mobile.masked());
    }
}
