package io.jiaxiao.message.lifecycle.store;

import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.message.lifecycle.domain.MessageState;
import io.jiaxiao.message.lifecycle.domain.NewMessage;
import io.jiaxiao.message.lifecycle.domain.WaitingMessage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** The table {@code message}, its guarded updates first. */
@Mapper
interface MessageMapper {

    @Insert("INSERT INTO message (id, caller, caller_key, lane, template_code, template_version, mobile, mobile_index,"
            + " params, segments, state, due_at, expires_at, accepted_at)"
            + " VALUES (#{m.id}, #{m.caller}, #{m.callerKey}, #{m.lane}, #{m.templateCode}, #{m.templateVersion},"
            + " #{m.mobile}, #{mobileIndex}, #{m.params}, #{m.segments}, #{state}, #{m.acceptedAt}, #{m.expiresAt},"
            + " #{m.acceptedAt})")
    void insert(
            @Param("m") NewMessage message,
            @Param("mobileIndex") String mobileIndex,
            @Param("state") MessageState state);

    @Select(
            """
            <script>
            SELECT id, lane, template_code, template_version, mobile, params, attempts, accepted_at, expires_at
            FROM message WHERE id = #{id} AND params IS NOT NULL
            AND state IN <foreach collection="states" item="s" open="(" separator="," close=")">#{s}</foreach>
            </script>""")
    @Nullable
    WaitingMessage waiting(@Param("id") long id, @Param("states") Collection<MessageState> states);

    /** The attempts are part of the guard: whoever read the message before another took it gets nothing. */
    @Update(
            """
            <script>
            UPDATE message SET state = #{to}, attempts = attempts + 1
            WHERE id = #{id} AND attempts = #{attempts}
            AND state IN <foreach collection="from" item="s" open="(" separator="," close=")">#{s}</foreach>
            AND (attempts = 0 OR due_at &lt;= #{now})
            AND (expires_at IS NULL OR expires_at &gt; #{now})
            </script>""")
    int take(
            @Param("id") long id,
            @Param("attempts") int attempts,
            @Param("from") Collection<MessageState> from,
            @Param("to") MessageState to,
            @Param("now") Instant now);

    /** A code whose message no channel needs any more is forgotten in the same statement. */
    @Update(
            """
            <script>
            UPDATE message SET outcome_code = #{move.code},
            <if test="move.dueAt != null">due_at = #{move.dueAt},</if>
            <if test="move.submittedAt != null">submitted_at = COALESCE(submitted_at, #{move.submittedAt}),</if>
            <if test="move.concludedAt != null">concluded_at = #{move.concludedAt},</if>
            <if test="move.codeUsed">params = CASE WHEN lane = 'CODE' THEN NULL ELSE params END,</if>
            state = #{move.to}
            WHERE id = #{move.id}
            <if test="move.attempt != null">AND attempts = #{move.attempt}</if>
            AND state IN <foreach collection="move.from" item="s" open="(" separator="," close=")">#{s}</foreach>
            </script>""")
    int move(@Param("move") Move move);

    /** Codes no channel has, of the same sender and template to the same number. */
    @Select(
            """
            <script>
            SELECT id, caller_key FROM message
            WHERE mobile_index IN <foreach collection="indexes" item="i" open="(" separator="," close=")">#{i}</foreach>
            AND lane = 'CODE' AND caller = #{m.caller} AND template_code = #{m.templateCode}
            AND state IN <foreach collection="states" item="s" open="(" separator="," close=")">#{s}</foreach>
            ORDER BY id
            </script>""")
    List<Origin> waitingCodes(
            @Param("m") NewMessage message,
            @Param("indexes") List<String> indexes,
            @Param("states") Collection<MessageState> states);

    @Select("SELECT EXISTS (SELECT 1 FROM message m JOIN message n ON n.mobile_index = m.mobile_index"
            + " AND n.lane = m.lane AND n.caller = m.caller AND n.template_code = m.template_code AND n.id > m.id"
            + " WHERE m.id = #{id} AND m.lane = 'CODE')")
    boolean hasNewerCode(@Param("id") long id);

    @Select("SELECT id, caller_key FROM message WHERE id = #{id}")
    @Nullable
    Origin origin(@Param("id") long id);

    @Select(
            """
            <script>
            (SELECT id, due_at FROM message WHERE state = 'RETRY' AND lane = #{lane} AND due_at &lt;= #{now}
             ORDER BY due_at LIMIT #{most})
            UNION ALL
            (SELECT id, due_at FROM message WHERE state = 'ACCEPTED' AND lane = #{lane} AND due_at &lt;= #{acceptedBefore}
             ORDER BY due_at LIMIT #{most})
            ORDER BY due_at LIMIT #{most}
            </script>""")
    List<Due> due(
            @Param("lane") Lane lane,
            @Param("now") Instant now,
            @Param("acceptedBefore") Instant acceptedBefore,
            @Param("most") int most);

    @Update(
            """
            <script>
            UPDATE message SET due_at = #{until} WHERE id = #{id}
            AND state IN <foreach collection="states" item="s" open="(" separator="," close=")">#{s}</foreach>
            </script>""")
    int postpone(@Param("id") long id, @Param("until") Instant until, @Param("states") Collection<MessageState> states);

    @Select(
            """
            <script>
            SELECT id, caller_key FROM message
            WHERE expires_at &lt;= #{now}
            AND state IN <foreach collection="states" item="s" open="(" separator="," close=")">#{s}</foreach>
            LIMIT #{most} FOR UPDATE SKIP LOCKED
            </script>""")
    List<Origin> lockExpired(
            @Param("states") Collection<MessageState> states, @Param("now") Instant now, @Param("most") int most);

    @Update("UPDATE message SET params = NULL WHERE state = 'UNKNOWN' AND expires_at <= #{now} AND lane = 'CODE'"
            + " AND params IS NOT NULL LIMIT #{most}")
    int forgetCodes(@Param("now") Instant now, @Param("most") int most);

    @Select(
            """
            <script>
            SELECT lane, COUNT(*) AS messages, MIN(accepted_at) AS oldest FROM message
            WHERE state IN <foreach collection="states" item="s" open="(" separator="," close=")">#{s}</foreach>
            GROUP BY lane
            </script>""")
    List<Backlog> backlog(@Param("states") Collection<MessageState> states);

    /** One guarded move; null leaves a column as it is. */
    record Move(
            long id,
            Collection<MessageState> from,
            MessageState to,
            @Nullable Integer attempt,
            String code,
            @Nullable Instant dueAt,
            @Nullable Instant submittedAt,
            @Nullable Instant concludedAt) {

        /** Read by the statement, which sees properties only. */
        public boolean isCodeUsed() {
            return to == MessageState.SUBMITTED || to.isConclusion();
        }
    }

    /** Who asked for a message. */
    record Origin(long id, String callerKey) {}

    /** A message a dispatcher may take. */
    record Due(long id, Instant dueAt) {}

    /** What waits in a lane. */
    record Backlog(Lane lane, long messages, Instant oldest) {}
}
