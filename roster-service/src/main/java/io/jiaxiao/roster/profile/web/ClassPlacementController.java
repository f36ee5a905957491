package io.jiaxiao.roster.profile.web;

import io.jiaxiao.contracts.roster.ChildPlacement;
import io.jiaxiao.contracts.roster.ChildrenFound;
import io.jiaxiao.contracts.roster.ClassChildren;
import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.roster.organisation.ClassPlace;
import io.jiaxiao.roster.organisation.Organisation;
import io.jiaxiao.roster.people.Child;
import io.jiaxiao.roster.people.People;
import io.jiaxiao.roster.people.PlacedChild;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The server side of {@link io.jiaxiao.contracts.roster.ClassApi}. Who calls is checked by path, as for people. */
@RestController
class ClassPlacementController {

    private static final Refusal NO_CLASS = Refusal.notFound("CLASS_UNKNOWN", "没有这个班级");
    private static final Refusal NO_CHILD = Refusal.notFound("CHILD_UNKNOWN", "没有这个学生");

    private final People people;
    private final Organisation organisation;

    ClassPlacementController(People people, Organisation organisation) {
        this.people = people;
        this.organisation = organisation;
    }

    @GetMapping("/internal/classes/{classId}")
    ClassPlacement schoolClass(@PathVariable long classId) {
        return placement(place(classId));
    }

    @GetMapping("/internal/children/{childId}")
    ChildPlacement child(@PathVariable long childId) {
        Child child = people.child(childId).orElseThrow(NO_CHILD::asException);
        Long classId = child.classId();
        Optional<ClassPlace> place = classId == null ? Optional.empty() : organisation.placeOf(classId);
        List<Long> guardians = people.guardiansOf(List.of(childId)).getOrDefault(childId, List.of());
        return placement(
                childId,
                guardians,
                place.map(ClassPlacementController::placement).orElse(null));
    }

    /** What the body of the question has to be. */
    record LookupRequest(
            @NotEmpty @Size(max = 500, message = "最多500个")
                    List<@NotNull @Pattern(regexp = "[0-9]{1,18}", message = "不正确") String> childIds) {}

    @PostMapping("/internal/children/lookups")
    ChildrenFound lookUp(@Valid @RequestBody LookupRequest wanted) {
        List<PlacedChild> found =
                people.placed(wanted.childIds().stream().map(Long::valueOf).collect(Collectors.toSet()));
        Map<Long, List<Long>> guardians =
                people.guardiansOf(found.stream().map(PlacedChild::id).toList());
        Map<Long, ClassPlacement> places = new HashMap<>();
        organisation
                .placesOf(found.stream()
                        .map(PlacedChild::classId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()))
                .forEach((classId, place) -> places.put(classId, placement(place)));
        return new ChildrenFound(found.stream()
                .map(child -> placement(
                        child.id(), guardians.getOrDefault(child.id(), List.of()), places.get(child.classId())))
                .toList());
    }

    @GetMapping("/internal/classes/{classId}/children")
    ClassChildren children(
            @PathVariable long classId,
            @RequestParam(defaultValue = "") @Pattern(regexp = "[0-9]{0,18}", message = "不正确") String after,
            @RequestParam(defaultValue = "100")
                    @Min(value = 1, message = "须为1至500")
                    @Max(value = 500, message = "须为1至500")
                    int limit) {
        ClassPlacement place = placement(place(classId));
        // one more than asked for tells whether there is another page
        List<Long> found = people.memberIds(classId, after.isEmpty() ? 0 : Long.parseLong(after), limit + 1);
        List<Long> page = found.subList(0, Math.min(limit, found.size()));
        Map<Long, List<Long>> guardians = people.guardiansOf(page);
        return new ClassChildren(
                page.stream()
                        .map(child -> placement(child, guardians.getOrDefault(child, List.of()), place))
                        .toList(),
                found.size() > limit ? Long.toString(page.getLast()) : null);
    }

    private ClassPlace place(long classId) {
        return organisation.placeOf(classId).orElseThrow(NO_CLASS::asException);
    }

    private static ChildPlacement placement(long child, List<Long> guardians, @Nullable ClassPlacement place) {
        return new ChildPlacement(Long.toString(child), texts(guardians), place);
    }

    private static ClassPlacement placement(ClassPlace place) {
        return new ClassPlacement(
                Long.toString(place.schoolClass().id()),
                place.schoolClass().name(),
                place.grade().name(),
                Long.toString(place.school().id()),
                place.school().name(),
                texts(place.schoolClass().pathIds()));
    }

    private static List<String> texts(List<Long> ids) {
        return ids.stream().map(String::valueOf).toList();
    }
}
