package io.jiaxiao.message.lifecycle.store;

import io.jiaxiao.message.lifecycle.domain.MessageCount;
import io.jiaxiao.message.lifecycle.domain.MessageSummary;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Reads {@code message} for people, who wait {@value #SECONDS} seconds at most: senders need the database too. */
@Mapper
interface SearchMapper {

    int SECONDS = 5;

    String COLUMNS = "id, caller, lane, template_code, template_version, mobile, segments, state, attempts,"
            + " accepted_at, expires_at, submitted_at, concluded_at, outcome_code";

    String WANTED =
            """
            WHERE accepted_at &gt;= #{w.from} AND accepted_at &lt; #{w.until}
            <if test="w.mobileIndexes.size() > 0">AND mobile_index IN
            <foreach collection="w.mobileIndexes" item="i" open="(" separator="," close=")">#{i}</foreach></if>
            <if test="w.state != null">AND state = #{w.state}</if>
            <if test="w.lane != null">AND lane = #{w.lane}</if>
            <if test="w.template != null">AND template_code = #{w.template}</if>
            """;

    @Select("<script>SELECT " + COLUMNS + " FROM message " + WANTED
            + " ORDER BY accepted_at DESC, id DESC LIMIT #{most} OFFSET #{offset}</script>")
    @Options(timeout = SECONDS)
    List<MessageSummary> find(
            @Param("w") SearchStore.Wanted wanted, @Param("offset") long offset, @Param("most") int most);

    @Select("<script>SELECT COUNT(*) FROM (SELECT 1 FROM message " + WANTED + " LIMIT #{most}) AS found</script>")
    @Options(timeout = SECONDS)
    long count(@Param("w") SearchStore.Wanted wanted, @Param("most") long most);

    @Select("SELECT " + COLUMNS + " FROM message WHERE id = #{id}")
    @Nullable
    MessageSummary one(@Param("id") long id);

    @Select("SELECT lane, state, COUNT(*) AS messages FROM message"
            + " WHERE accepted_at >= #{from} AND accepted_at < #{until} GROUP BY lane, state")
    @Options(timeout = SECONDS)
    List<MessageCount> counts(@Param("from") Instant from, @Param("until") Instant until);
}
