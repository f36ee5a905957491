package io.jiaxiao.roster.enrolment.store;

import io.jiaxiao.roster.enrolment.JoinRequest;
import io.jiaxiao.roster.enrolment.domain.RequestState;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface JoinRequestMapper {

    String COLUMNS = "SELECT id, code_id, class_id, guardian_id, child_id, name, number, relation, cause,"
            + " transfer_reason, state, created_at, decided_at, decided_by, note FROM join_request ";

    @Select(COLUMNS + "WHERE id = #{id}")
    @Nullable
    JoinRequest find(@Param("id") long id);

    @Select(COLUMNS + "WHERE open_guardian = #{guardian} AND class_id = #{classId} AND subject = #{subject}")
    @Nullable
    JoinRequest open(
            @Param("guardian") long guardianId, @Param("classId") long classId, @Param("subject") String subject);

    @Select(COLUMNS + "WHERE guardian_id = #{guardian} AND id < #{before} ORDER BY id DESC LIMIT #{most}")
    List<JoinRequest> ofGuardian(
            @Param("guardian") long guardianId, @Param("before") long before, @Param("most") int most);

    @Select(COLUMNS + "WHERE class_id = #{classId} AND state = #{state} AND id > #{after} ORDER BY id LIMIT #{most}")
    List<JoinRequest> ofClass(
            @Param("classId") long classId,
            @Param("state") RequestState state,
            @Param("after") long after,
            @Param("most") int most);

    @Insert(
            "INSERT INTO join_request (id, code_id, class_id, guardian_id, child_id, name, number, relation, cause,"
                    + " transfer_reason, state, subject, created_at, decided_at, decided_by, note) VALUES (#{r.id}, #{r.codeId},"
                    + " #{r.classId}, #{r.guardianId}, #{r.childId}, #{r.name}, #{r.number}, #{r.relation}, #{r.cause},"
                    + " #{r.transferReason}, #{r.state}, #{subject}, #{r.createdAt}, #{r.decidedAt}, #{r.decidedBy}, #{r.note})")
    void insert(@Param("r") JoinRequest request, @Param("subject") String subject);

    @Update("UPDATE join_request SET name = #{r.name}, number = #{r.number}, relation = #{r.relation},"
            + " cause = #{r.cause}, transfer_reason = #{r.transferReason} WHERE id = #{r.id} AND state = 'PENDING'")
    int correct(@Param("r") JoinRequest request);

    @Select("SELECT COUNT(*) FROM join_request WHERE open_guardian = #{guardian} AND class_id = #{classId}")
    int openOf(@Param("guardian") long guardianId, @Param("classId") long classId);

    @Select("SELECT COUNT(DISTINCT child_id) FROM join_request WHERE guardian_id = #{guardian}"
            + " AND class_id = #{classId} AND state = 'JOINED' AND cause = 'AUTO' AND child_id <> #{but}")
    int letInByCode(@Param("guardian") long guardianId, @Param("classId") long classId, @Param("but") long child);

    @Update("UPDATE join_request SET state = 'LAPSED', decided_at = #{now} WHERE state = 'PENDING'"
            + " AND created_at < #{before} LIMIT #{most}")
    int lapse(@Param("before") Instant createdBefore, @Param("now") Instant now, @Param("most") int most);

    @Update("UPDATE join_request SET state = #{next}, decided_by = #{by}, note = #{note}, decided_at = #{now}"
            + " WHERE id = #{id} AND state = 'PENDING'")
    int decide(
            @Param("id") long id,
            @Param("next") RequestState next,
            @Param("by") String by,
            @Param("note") @Nullable String note,
            @Param("now") Instant now);

    @Update("UPDATE join_request SET child_id = #{child}, name = NULL, number = NULL WHERE id = #{id}"
            + " AND state = 'JOINED'")
    void joined(@Param("id") long id, @Param("child") long childId);

    @Update("UPDATE join_request SET name = NULL, number = NULL WHERE state IN ('REJECTED', 'WITHDRAWN', 'LAPSED')"
            + " AND decided_at < #{before} AND name IS NOT NULL LIMIT #{most}")
    int forget(@Param("before") Instant decidedBefore, @Param("most") int most);
}
