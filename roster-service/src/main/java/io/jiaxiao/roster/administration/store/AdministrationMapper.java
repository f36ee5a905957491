package io.jiaxiao.roster.administration.store;

import io.jiaxiao.roster.administration.AuditEntry;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface AdministrationMapper {

    String AUDIT_FILTER = " FROM audit_log <where>"
            + "<if test='actor != null'>AND actor = #{actor}</if>"
            + "<if test='type != null'>AND subject_type = #{type}</if>"
            + "<if test='subject != null'>AND subject_id = #{subject}</if></where>";

    @Select("<script>SELECT id, at, actor, action, subject_type, subject_id, reason, client_ip" + AUDIT_FILTER
            + " ORDER BY id DESC LIMIT #{size} OFFSET #{offset}</script>")
    List<AuditEntry> audit(
            @Param("actor") @Nullable String actor,
            @Param("type") @Nullable String subjectType,
            @Param("subject") @Nullable String subjectId,
            @Param("size") int size,
            @Param("offset") long offset);

    @Select("<script>SELECT COUNT(*)" + AUDIT_FILTER + "</script>")
    long auditCount(
            @Param("actor") @Nullable String actor,
            @Param("type") @Nullable String subjectType,
            @Param("subject") @Nullable String subjectId);

    @Select("<script>SELECT class_id, COUNT(*) AS students FROM enrolment WHERE to_date IS NULL AND class_id IN "
            + "<foreach collection='classes' item='i' open='(' separator=',' close=')'>#{i}</foreach>"
            + " GROUP BY class_id</script>")
    List<ClassSize> sizes(@Param("classes") Collection<Long> classIds);

    /** How many students are in a class now. */
    record ClassSize(long classId, int students) {}
}
