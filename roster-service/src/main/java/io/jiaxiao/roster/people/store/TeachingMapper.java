package io.jiaxiao.roster.people.store;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface TeachingMapper {

    @Select("SELECT COUNT(*) FROM teaching WHERE teacher_id = #{teacher} AND active_class = #{classId}")
    int assignments(@Param("teacher") long teacher, @Param("classId") long classId);

    @Select("SELECT teacher_id, class_id, subject, head FROM teaching WHERE teacher_id = #{teacher}"
            + " AND to_date IS NULL ORDER BY class_id, subject")
    List<TeachingRow> ofTeacher(@Param("teacher") long teacher);

    @Select("<script>SELECT teacher_id, class_id, subject, head FROM teaching WHERE to_date IS NULL AND class_id IN "
            + "<foreach collection='classes' item='i' open='(' separator=',' close=')'>#{i}</foreach></script>")
    List<TeachingRow> inClasses(@Param("classes") Collection<Long> classes);

    @Insert("<script>INSERT INTO teaching (id, teacher_id, class_id, subject, head, from_date) VALUES "
            + "<foreach collection='rows' item='r' separator=','>(#{r.id}, #{r.teacherId}, #{r.classId}, #{r.subject},"
            + " #{r.head}, #{on})</foreach></script>")
    void insert(@Param("rows") Collection<NewTeachingRow> rows, @Param("on") LocalDate on);

    @Update("UPDATE teaching SET head = #{row.head} WHERE teacher_id = #{row.teacherId}"
            + " AND active_class = #{row.classId} AND subject = #{row.subject}")
    void setHead(@Param("row") TeachingRow row);

    @Update("UPDATE teaching SET to_date = #{on} WHERE teacher_id = #{teacher} AND active_class = #{classId}")
    int end(@Param("teacher") long teacher, @Param("classId") long classId, @Param("on") LocalDate on);

    /** An assignment that holds now. */
    record TeachingRow(long teacherId, long classId, String subject, boolean head) {}

    /** An assignment to be written. */
    record NewTeachingRow(long id, long teacherId, long classId, String subject, boolean head) {}
}
