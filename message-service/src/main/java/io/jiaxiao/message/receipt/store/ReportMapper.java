package io.jiaxiao.message.receipt.store;

import io.jiaxiao.message.receipt.domain.DeliveryReport;
import io.jiaxiao.message.receipt.domain.DueReport;
import io.jiaxiao.message.receipt.domain.PendingReport;
import io.jiaxiao.message.receipt.domain.ReportLine;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** The table {@code delivery_report}. */
@Mapper
interface ReportMapper {

    String PENDING = "SELECT id, channel, batch, mobile, delivered, status, error_code, submitted_at, reported_at,"
            + " arrived_at FROM delivery_report WHERE state = 'PENDING'";

    /** Zero rows for a report that came before; every value was checked, so nothing else is ignored. */
    @Insert("INSERT IGNORE INTO delivery_report (id, channel, batch, mobile, mobile_index, delivered, status,"
            + " error_code, submitted_at, reported_at, arrived_at, state, look_at)"
            + " VALUES (#{id}, #{r.channel}, #{r.batch}, #{r.mobile}, #{mobileIndex}, #{r.delivered}, #{r.status},"
            + " #{r.errorCode}, #{r.submittedAt}, #{r.reportedAt}, #{now}, 'PENDING', #{now})")
    int insert(
            @Param("id") long id,
            @Param("r") DeliveryReport report,
            @Param("mobileIndex") String mobileIndex,
            @Param("now") Instant now);

    @Select(
            "<script>" + PENDING
                    + """

            AND mobile_index IN
            <foreach collection="indexes" item="i" open="(" separator="," close=")">#{i}</foreach>
            ORDER BY id LIMIT 20
            </script>""")
    List<PendingReport> pendingOf(@Param("indexes") List<String> indexes);

    /** Nothing sealed is read here, so that no row can keep the others from being looked at. */
    @Select("SELECT id, looks FROM delivery_report WHERE state = 'PENDING' AND look_at <= #{now}"
            + " ORDER BY look_at LIMIT #{most}")
    List<DueReport> toLookAt(@Param("now") Instant now, @Param("most") int most);

    @Select(PENDING + " AND id = #{id}")
    @Nullable
    PendingReport pending(@Param("id") long id);

    @Update("UPDATE delivery_report SET state = 'MATCHED', message_id = #{messageId}, attempt_id = #{attemptId},"
            + " settled_at = #{now} WHERE id = #{id} AND state = 'PENDING'")
    int match(
            @Param("id") long id,
            @Param("messageId") long messageId,
            @Param("attemptId") long attemptId,
            @Param("now") Instant now);

    @Update("UPDATE delivery_report SET look_at = #{lookAt}, looks = looks + 1 WHERE id = #{id} AND state = 'PENDING'")
    int lookAgain(@Param("id") long id, @Param("lookAt") Instant lookAt);

    @Update("UPDATE delivery_report SET state = 'STRAY', settled_at = #{now} WHERE id = #{id} AND state = 'PENDING'")
    int stray(@Param("id") long id, @Param("now") Instant now);

    @Select("SELECT channel, delivered, status, error_code, arrived_at, reported_at FROM delivery_report"
            + " WHERE message_id = #{messageId} ORDER BY id")
    List<ReportLine> ofMessage(@Param("messageId") long messageId);
}
