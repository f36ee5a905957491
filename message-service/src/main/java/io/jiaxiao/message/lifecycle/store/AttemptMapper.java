package io.jiaxiao.message.lifecycle.store;

import io.jiaxiao.message.lifecycle.domain.Attempt;
import io.jiaxiao.message.lifecycle.domain.AttemptOutcome;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** The table {@code attempt}. */
@Mapper
interface AttemptMapper {

    String COLUMNS = "a.id, a.message_id, a.number, a.channel, a.outcome, a.code, a.batch, a.started_at, a.answered_at";

    @Insert("INSERT INTO attempt (id, message_id, number, channel, outcome, started_at)"
            + " VALUES (#{id}, #{messageId}, #{number}, #{channel}, #{outcome}, #{startedAt})")
    void insert(Attempt attempt);

    /** An attempt is decided once; one given up as unknown may still be decided by its answer or by a report. */
    @Update("UPDATE attempt SET outcome = #{outcome}, code = #{code}, batch = #{batch}, answered_at = #{now}"
            + " WHERE id = #{id} AND batch IS NULL AND outcome IN ('OPEN', 'UNKNOWN')")
    int decide(
            @Param("id") long id,
            @Param("outcome") AttemptOutcome outcome,
            @Param("code") String code,
            @Param("batch") @Nullable String batch,
            @Param("now") Instant now);

    @Select("SELECT " + COLUMNS + " FROM attempt a WHERE a.outcome = 'OPEN' AND a.started_at < #{startedBefore}"
            + " ORDER BY a.started_at LIMIT #{most} FOR UPDATE SKIP LOCKED")
    List<Attempt> lockAbandoned(@Param("startedBefore") Instant startedBefore, @Param("most") int most);

    @Select(
            "<script>SELECT " + COLUMNS
                    + """

            FROM attempt a JOIN message m ON m.id = a.message_id
            WHERE a.batch = #{batch} AND a.channel = #{channel}
            AND m.mobile_index IN <foreach collection="indexes" item="i" open="(" separator="," close=")">#{i}</foreach>
            ORDER BY a.id DESC LIMIT 1
            </script>""")
    @Nullable
    Attempt ofBatch(
            @Param("channel") String channel, @Param("batch") String batch, @Param("indexes") List<String> indexes);

    /** Attempts to this number the channel may have taken without our knowing its number for them. */
    @Select(
            "<script>SELECT " + COLUMNS
                    + """

            FROM message m JOIN attempt a ON a.message_id = m.id
            WHERE m.mobile_index IN <foreach collection="indexes" item="i" open="(" separator="," close=")">#{i}</foreach>
            AND m.accepted_at &lt;= #{until}
            AND a.channel = #{channel} AND a.batch IS NULL AND a.outcome IN ('OPEN', 'UNKNOWN')
            AND a.started_at BETWEEN #{from} AND #{until}
            LIMIT 10
            </script>""")
    List<Attempt> undecided(
            @Param("channel") String channel,
            @Param("indexes") List<String> indexes,
            @Param("from") Instant from,
            @Param("until") Instant until);

    @Select("SELECT " + COLUMNS + " FROM attempt a WHERE a.message_id = #{messageId} ORDER BY a.number")
    List<Attempt> ofMessage(@Param("messageId") long messageId);
}
