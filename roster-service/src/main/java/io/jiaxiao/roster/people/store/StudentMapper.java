package io.jiaxiao.roster.people.store;

import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.people.Child;
import io.jiaxiao.roster.people.ClassMember;
import io.jiaxiao.roster.people.Relation;
import io.jiaxiao.roster.people.StudentNumber;
import io.jiaxiao.roster.people.domain.StudentPlan.Unnumbered;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface StudentMapper {

    String CHILD = "SELECT s.id, s.name, s.school_id, e.class_id FROM student s"
            + " LEFT JOIN enrolment e ON e.active_student = s.id ";

    @Select(CHILD + "JOIN guardianship g ON g.student_id = s.id WHERE g.guardian_id = #{guardian}"
            + " AND g.ended_at IS NULL ORDER BY s.id")
    List<Child> childrenOf(@Param("guardian") long guardian);

    @Select(CHILD + "JOIN guardianship g ON g.student_id = s.id WHERE g.guardian_id = #{guardian}"
            + " AND g.ended_at IS NULL AND s.id = #{id}")
    @Nullable
    Child childOf(@Param("guardian") long guardian, @Param("id") long id);

    @Select(CHILD + "WHERE s.id = #{id}")
    @Nullable
    Child find(@Param("id") long id);

    @Select(
            "<script>SELECT s.id, e.class_id FROM student s LEFT JOIN enrolment e ON e.active_student = s.id"
                    + " WHERE s.id IN "
                    + "<foreach collection='ids' item='i' open='(' separator=',' close=')'>#{i}</foreach> ORDER BY s.id</script>")
    List<PlacedRow> knownPlaces(@Param("ids") Collection<Long> ids);

    @Select("SELECT student_id FROM enrolment WHERE class_id = #{classId} AND to_date IS NULL"
            + " AND student_id > #{after} ORDER BY student_id LIMIT #{most}")
    List<Long> memberIds(@Param("classId") long classId, @Param("after") long after, @Param("most") int most);

    @Select("<script>SELECT student_id, class_id FROM enrolment WHERE to_date IS NULL AND class_id IN "
            + "<foreach collection='classes' item='i' open='(' separator=',' close=')'>#{i}</foreach>"
            + " ORDER BY class_id, student_id</script>")
    List<PlaceRow> membersOf(@Param("classes") Collection<Long> classIds);

    @Select("<script>SELECT student_id, class_id FROM enrolment WHERE active_student IN "
            + "<foreach collection='students' item='i' open='(' separator=',' close=')'>#{i}</foreach></script>")
    List<PlaceRow> places(@Param("students") Collection<Long> students);

    @Select("SELECT s.id, s.name, s.number FROM enrolment e JOIN student s ON s.id = e.student_id"
            + " WHERE e.class_id = #{classId} AND e.to_date IS NULL AND e.student_id > #{after}"
            + " ORDER BY e.student_id LIMIT #{most}")
    List<ClassMember> members(@Param("classId") long classId, @Param("after") long after, @Param("most") int most);

    @Select("<script>SELECT s.id, s.school_id, s.number, s.name, e.class_id, s.confirmed_at IS NOT NULL AS confirmed"
            + " FROM student s"
            + " LEFT JOIN enrolment e ON e.active_student = s.id WHERE s.school_id IN "
            + "<foreach collection='schools' item='i' open='(' separator=',' close=')'>#{i}</foreach>"
            + " AND s.number_index IN "
            + "<foreach collection='numbers' item='i' open='(' separator=',' close=')'>#{i}</foreach></script>")
    List<StudentRow> numbered(@Param("schools") Collection<Long> schools, @Param("numbers") Collection<String> numbers);

    @Select("<script>SELECT guardian_id, student_id, relation FROM guardianship WHERE ended_at IS NULL"
            + " AND student_id IN "
            + "<foreach collection='students' item='i' open='(' separator=',' close=')'>#{i}</foreach></script>")
    List<GuardianshipRow> guardians(@Param("students") Collection<Long> students);

    @Select("<script>SELECT guardian_id, student_id, relation FROM guardianship WHERE ended_at IS NOT NULL"
            + " AND student_id IN "
            + "<foreach collection='students' item='i' open='(' separator=',' close=')'>#{i}</foreach></script>")
    List<GuardianshipRow> formerGuardians(@Param("students") Collection<Long> students);

    @Update("UPDATE guardianship SET ended_at = #{now} WHERE guardian_id = #{guardian} AND student_id = #{student}"
            + " AND ended_at IS NULL")
    int release(@Param("guardian") long guardian, @Param("student") long student, @Param("now") Instant now);

    @Insert("<script>INSERT INTO student (id, school_id, number, number_index, name, name_index, created_at,"
            + " updated_at, confirmed_at) VALUES <foreach collection='rows' item='r' separator=','>(#{r.id},"
            + " #{r.schoolId}, #{r.number}, #{r.numberIndex}, #{r.name}, #{r.nameIndex}, #{now}, #{now}, #{now})"
            + "</foreach></script>")
    void insert(@Param("rows") Collection<NewStudentRow> rows, @Param("now") Instant now);

    @Update("<script>UPDATE student SET confirmed_at = #{now} WHERE confirmed_at IS NULL AND id IN "
            + "<foreach collection='students' item='i' open='(' separator=',' close=')'>#{i}</foreach></script>")
    void confirm(@Param("students") Collection<Long> students, @Param("now") Instant now);

    @Update("UPDATE student SET name = #{name}, name_index = #{nameIndex}, updated_at = #{now} WHERE id = #{id}")
    void rename(
            @Param("id") long id,
            @Param("name") PersonName name,
            @Param("nameIndex") String nameIndex,
            @Param("now") Instant now);

    @Select("<script>SELECT s.id, e.class_id, s.name FROM enrolment e JOIN student s ON s.id = e.student_id"
            + " WHERE e.to_date IS NULL AND s.number_index IS NULL AND e.class_id IN "
            + "<foreach collection='classes' item='i' open='(' separator=',' close=')'>#{i}</foreach></script>")
    List<Unnumbered> unnumbered(@Param("classes") Collection<Long> classIds);

    @Update("UPDATE student SET number = #{number}, number_index = #{numberIndex}, updated_at = #{now}"
            + " WHERE id = #{id} AND number_index IS NULL")
    void number(
            @Param("id") long id,
            @Param("number") StudentNumber number,
            @Param("numberIndex") String numberIndex,
            @Param("now") Instant now);

    @Update(
            "<script>UPDATE enrolment SET to_date = #{on}, end_reason = 'IMPORT' WHERE to_date IS NULL AND student_id IN "
                    + "<foreach collection='students' item='i' open='(' separator=',' close=')'>#{i}</foreach></script>")
    void leave(@Param("students") Collection<Long> students, @Param("on") LocalDate on);

    @Insert("<script>INSERT INTO enrolment (id, student_id, class_id, from_date, reason) VALUES "
            + "<foreach collection='rows' item='r' separator=','>(#{r.id}, #{r.studentId}, #{r.classId}, #{on},"
            + " 'IMPORT')</foreach></script>")
    void enrol(@Param("rows") Collection<EnrolmentRow> rows, @Param("on") LocalDate on);

    @Insert("<script>INSERT INTO guardianship (id, guardian_id, student_id, relation, created_at) VALUES "
            + "<foreach collection='rows' item='r' separator=','>(#{r.id}, #{r.guardianId}, #{r.studentId},"
            + " #{r.relation}, #{now})</foreach></script>")
    void entrust(@Param("rows") Collection<NewGuardianshipRow> rows, @Param("now") Instant now);

    @Update(
            "UPDATE guardianship SET relation = #{relation} WHERE guardian_id = #{guardian} AND student_id = #{student}")
    void relate(@Param("guardian") long guardian, @Param("student") long student, @Param("relation") Relation relation);

    /** A child with the class it is in. */
    record StudentRow(
            long id, long schoolId, StudentNumber number, PersonName name, @Nullable Long classId, boolean confirmed) {}

    /** Who is where today. */
    record PlaceRow(long studentId, long classId) {}

    /** A child with the class it is in, without its data. */
    record PlacedRow(long id, @Nullable Long classId) {}

    /** Who cares for whom. */
    record GuardianshipRow(long guardianId, long studentId, Relation relation) {}

    /** A child to be written. */
    record NewStudentRow(
            long id, long schoolId, StudentNumber number, String numberIndex, PersonName name, String nameIndex) {}

    /** A place in a class to be written. */
    record EnrolmentRow(long id, long studentId, long classId) {}

    /** A guardianship to be written. */
    record NewGuardianshipRow(long id, long guardianId, long studentId, Relation relation) {}
}
