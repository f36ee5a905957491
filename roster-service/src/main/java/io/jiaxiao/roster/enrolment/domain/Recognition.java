package io.jiaxiao.roster.enrolment.domain;

import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.people.Child;
import io.jiaxiao.roster.people.ClassMember;
import io.jiaxiao.roster.people.Names;
import io.jiaxiao.roster.people.StudentNumber;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the child a guardian types in is one the school knows (requirement O2): the school's number and the name make
 * the same child. Without a number, the same name within the class may be it, and a teacher says.
 */
public sealed interface Recognition {

    /** One of the guardian's own. */
    record Own(Child child) implements Recognition {}

    /** One of the school's, whose guardians are others. */
    record Known(Child child) implements Recognition {}

    /** One of these, or yet another of the same name. */
    record Namesakes(List<ClassMember> members) implements Recognition {}

    /** The number is that of a child with another name. */
    record NumberOfAnother() implements Recognition {}

    /** Nobody the school knows. */
    record Unknown() implements Recognition {}

    /**
     * @param own       the guardian's own children
     * @param numbered  the child with the number in this school; empty when there is none or no number was given
     * @param namesakes present members of the class with the name
     */
    static Recognition of(
            Typed typed, long schoolId, List<Child> own, Optional<Child> numbered, List<ClassMember> namesakes) {
        if (numbered.isPresent()) {
            Child child = numbered.get();
            if (!Names.same(child.name(), typed.name())) {
                return new NumberOfAnother();
            }
            return own.stream().anyMatch(one -> one.id() == child.id()) ? new Own(child) : new Known(child);
        }
        Optional<Child> ownOfThatName = own.stream()
                .filter(child -> child.schoolId() == schoolId && Names.same(child.name(), typed.name()))
                .findFirst();
        if (ownOfThatName.isPresent()) {
            return new Own(ownOfThatName.get());
        }
        // two numbers that differ are two children
        List<ClassMember> possible = namesakes.stream()
                .filter(member -> typed.number() == null || member.number() == null)
                .toList();
        return possible.isEmpty() ? new Unknown() : new Namesakes(possible);
    }

    /** What the guardian wrote of the child. */
    record Typed(PersonName name, @Nullable StudentNumber number) {}
}
