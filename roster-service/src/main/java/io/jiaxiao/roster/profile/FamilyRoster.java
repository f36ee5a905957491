package io.jiaxiao.roster.profile;

import io.jiaxiao.roster.organisation.ClassPlace;
import io.jiaxiao.roster.organisation.OrgUnit;
import io.jiaxiao.roster.organisation.Organisation;
import io.jiaxiao.roster.people.Child;
import io.jiaxiao.roster.people.People;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** A guardian's children with their place at school. */
@Service
public class FamilyRoster {

    private final People people;
    private final Organisation organisation;

    FamilyRoster(People people, Organisation organisation) {
        this.people = people;
        this.organisation = organisation;
    }

    /**
     * A child and where it goes to school.
     *
     * @param school null when the school was closed
     * @param place  null while the child is in no class
     */
    public record PlacedChild(Child child, @Nullable OrgUnit school, @Nullable ClassPlace place) {}

    public List<PlacedChild> childrenOf(long guardianId) {
        return place(people.childrenOf(guardianId));
    }

    /** Empty when there is no such child, or it is somebody else's. */
    public Optional<PlacedChild> childOf(long guardianId, long childId) {
        return people.childOf(guardianId, childId)
                .map(child -> place(List.of(child)).getFirst());
    }

    private List<PlacedChild> place(Collection<Child> children) {
        Map<Long, ClassPlace> places = organisation.placesOf(
                children.stream().map(Child::classId).filter(Objects::nonNull).collect(Collectors.toSet()));
        Map<Long, OrgUnit> schools =
                organisation.findAll(children.stream().map(Child::schoolId).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(OrgUnit::id, Function.identity()));
        return children.stream()
                .map(child -> new PlacedChild(
                        child,
                        schools.get(child.schoolId()),
                        child.classId() == null ? null : places.get(child.classId())))
                .toList();
    }
}
