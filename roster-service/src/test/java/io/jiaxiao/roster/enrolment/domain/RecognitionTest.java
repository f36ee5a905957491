package io.jiaxiao.roster.enrolment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.enrolment.domain.Recognition.Typed;
import io.jiaxiao.roster.people.Child;
import io.jiaxiao.roster.people.ClassMember;
import io.jiaxiao.roster.people.StudentNumber;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a child that is typed in is one the school knows. */
class RecognitionTest {

    private static final long SCHOOL = 5;
    private static final PersonName NAME = new PersonName("南乔一诺");
    private static final Child CHILD = new Child(50, NAME, SCHOOL, 7L);
    private static final ClassMember WITH_NUMBER = new ClassMember(50, NAME, new StudentNumber("S1"));
    private static final ClassMember WITHOUT = new ClassMember(51, NAME, null);

    @Test
    void numberAndName_areTheSameChild_ownOrAnothers() {
        assertThat(look(typed("S1"), List.of(), CHILD)).isEqualTo(new Recognition.Known(CHILD));
        assertThat(look(typed("S1"), List.of(CHILD), CHILD)).isEqualTo(new Recognition.Own(CHILD));
    }

    @Test
    void aNumberUnderAnotherName_isAnothers() {
        var other = new Typed(new PersonName("白榆望舒"), new StudentNumber("S1"));
        assertThat(look(other, List.of(), CHILD)).isEqualTo(new Recognition.NumberOfAnother());
        assertThat(look(other, List.of(CHILD), CHILD)).isEqualTo(new Recognition.NumberOfAnother());
    }

    @Test
    void anOwnChildOfTheNameInTheSchool_isMeant_andOneOfAnotherSchoolIsNot() {
        assertThat(look(typed(null), List.of(CHILD), null)).isEqualTo(new Recognition.Own(CHILD));
        var elsewhere = new Child(60, NAME, 6, null);
        assertThat(look(typed(null), List.of(elsewhere), null)).isEqualTo(new Recognition.Unknown());
    }

    @Test
    void aNamesake_mayBeMeant_unlessBothHaveNumbers() {
        assertThat(look(typed(null), List.of(), null, WITH_NUMBER, WITHOUT))
                .isEqualTo(new Recognition.Namesakes(List.of(WITH_NUMBER, WITHOUT)));
        assertThat(look(typed("S2"), List.of(), null, WITH_NUMBER, WITHOUT))
                .isEqualTo(new Recognition.Namesakes(List.of(WITHOUT)));
        assertThat(look(typed("S2"), List.of(), null, WITH_NUMBER)).isEqualTo(new Recognition.Unknown());
    }

    private static Typed typed(@Nullable String number) {
        return new Typed(NAME, number == null ? null : new StudentNumber(number));
    }

    private static Recognition look(Typed typed, List<Child> own, @Nullable Child numbered, ClassMember... namesakes) {
        return Recognition.of(typed, SCHOOL, own, Optional.ofNullable(numbered), List.of(namesakes));
    }
}
