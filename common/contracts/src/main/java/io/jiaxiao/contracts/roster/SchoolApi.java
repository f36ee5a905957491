package io.jiaxiao.contracts.roster;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Schools, their classes and who is in them, by the hundred: for work on whole schools in the background. For services only; the
 * answers hold ids and names of units, none of people. Its breakers are not those of {@link ClassApi}, for which parents wait.
 */
@FeignClient(name = "roster-service", contextId = "schoolApi")
public interface SchoolApi {

    /** As numbers of units and children are written. */
    String ID = "[0-9]{1,18}";

    int MOST_SCHOOLS = 500;
    int MOST_CLASSES = 50;
    int MOST_CHILDREN = 1000;

    /** Whose places are asked for. */
    record SchoolsAsked(
            @NotNull @Size(min = 1, max = MOST_SCHOOLS) List<@NotNull @Pattern(regexp = ID) String> schoolIds) {}

    /** In the order of their numbers; what is no open school is missing. */
    record Schools(List<SchoolPlacement> schools) {}

    /** Grade by grade; empty for a school without classes. */
    record Classes(List<ClassPlacement> classes) {}

    /** Whose members are asked for. */
    record ClassesAsked(
            @NotNull @Size(min = 1, max = MOST_CLASSES) List<@NotNull @Pattern(regexp = ID) String> classIds) {}

    /** A class and the children who are in it today, lowest number first. */
    record Members(String classId, List<String> childIds) {}

    /** What is no open class is missing. */
    record MembersOfClasses(List<Members> classes) {}

    /** Whose classes are asked for. */
    record ChildrenAsked(
            @NotNull @Size(min = 1, max = MOST_CHILDREN) List<@NotNull @Pattern(regexp = ID) String> childIds) {}

    /** A child and the class it is in today. */
    record InClass(String childId, String classId) {}

    /** Who is in no open class today is missing. */
    record ClassesOfChildren(List<InClass> children) {}

    @PostMapping("/internal/schools")
    Schools schools(@RequestBody SchoolsAsked asked);

    /** @throws io.jiaxiao.kernel.RefusedException 404 when there is no such school, or not any more */
    @GetMapping("/internal/schools/{schoolId}/classes")
    Classes classes(@PathVariable("schoolId") String schoolId);

    @PostMapping("/internal/classes/members")
    MembersOfClasses members(@RequestBody ClassesAsked asked);

    @PostMapping("/internal/children/classes")
    ClassesOfChildren classesOf(@RequestBody ChildrenAsked asked);
}
