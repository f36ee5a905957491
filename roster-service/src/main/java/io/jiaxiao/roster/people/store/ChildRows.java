package io.jiaxiao.roster.people.store;

import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.people.Child;
import io.jiaxiao.roster.people.ClassMember;
import io.jiaxiao.roster.people.Relation;
import io.jiaxiao.roster.people.StudentNumber;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.pii.BlindIndex;
import io.jiaxiao.starter.pii.PiiPurpose;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Children, one at a time. */
@Repository
public class ChildRows {

    private final ChildMapper mapper;
    private final StudentMapper students;
    private final BlindIndex index;
    private final Ids ids;
    private final Clock clock;

    ChildRows(ChildMapper mapper, StudentMapper students, BlindIndex index, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.students = students;
        this.index = index;
        this.ids = ids;
        this.clock = clock;
    }

    public Optional<Child> numbered(long schoolId, StudentNumber number) {
        return Optional.ofNullable(
                mapper.numbered(schoolId, index.allOf(StudentNumberHandler.PURPOSE, number.clear())));
    }

    /** Present members of a class. */
    public List<ClassMember> named(long classId, PersonName name) {
        return mapper.named(classId, index.allOf(PiiPurpose.NAME, name.clear()));
    }

    public void add(Child child, @Nullable StudentNumber number) {
        mapper.add(
                child,
                index.of(PiiPurpose.NAME, child.name().clear()),
                number,
                number == null ? null : indexOf(number),
                clock.instant());
    }

    /** Somebody of the school has said that there is this child. */
    public void confirm(long childId) {
        students.confirm(List.of(childId), clock.instant());
    }

    /** Does nothing for a child that has one. */
    public void number(long childId, StudentNumber number) {
        students.number(childId, number, indexOf(number), clock.instant());
    }

    /** Does nothing for one who is a guardian of the child already; one who was, is again. */
    public void entrust(long guardianId, long childId, Relation relation) {
        mapper.entrust(ids.next(), guardianId, childId, relation, clock.instant());
    }

    private String indexOf(StudentNumber number) {
        return index.of(StudentNumberHandler.PURPOSE, number.clear());
    }

    @Mapper
    interface ChildMapper {

        @Select("<script>" + StudentMapper.CHILD + "WHERE s.school_id = #{school} AND s.number_index IN "
                + "<foreach collection='indexes' item='i' open='(' separator=',' close=')'>#{i}</foreach></script>")
        @Nullable
        Child numbered(@Param("school") long schoolId, @Param("indexes") Collection<String> indexes);

        @Select("<script>SELECT s.id, s.name, s.number FROM enrolment e JOIN student s ON s.id = e.student_id"
                + " WHERE e.class_id = #{classId} AND e.to_date IS NULL AND s.name_index IN "
                + "<foreach collection='indexes' item='i' open='(' separator=',' close=')'>#{i}</foreach>"
                + " ORDER BY s.id</script>")
        List<ClassMember> named(@Param("classId") long classId, @Param("indexes") Collection<String> indexes);

        @Insert("INSERT INTO student (id, school_id, number, number_index, name, name_index, created_at, updated_at)"
                + " VALUES (#{child.id}, #{child.schoolId}, #{number}, #{numberIndex}, #{child.name}, #{nameIndex},"
                + " #{now}, #{now})")
        void add(
                @Param("child") Child child,
                @Param("nameIndex") String nameIndex,
                @Param("number") @Nullable StudentNumber number,
                @Param("numberIndex") @Nullable String numberIndex,
                @Param("now") Instant now);

        @Insert("INSERT INTO guardianship (id, guardian_id, student_id, relation, created_at)"
                + " VALUES (#{id}, #{guardian}, #{child}, #{relation}, #{now}) ON DUPLICATE KEY UPDATE"
                + " relation = CASE WHEN ended_at IS NULL THEN relation ELSE VALUES(relation) END, ended_at = NULL")
        void entrust(
                @Param("id") long id,
                @Param("guardian") long guardianId,
                @Param("child") long childId,
                @Param("relation") Relation relation,
                @Param("now") Instant now);
    }
}
