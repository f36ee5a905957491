package io.jiaxiao.roster.enrolment.store;

import io.jiaxiao.roster.enrolment.JoinCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The codes of classes. They stay when they are good no longer: requests say by which one they came. */
@Repository
public class JoinCodeRows {

    private final JoinCodeMapper mapper;

    JoinCodeRows(JoinCodeMapper mapper) {
        this.mapper = mapper;
    }

    public Optional<JoinCode> find(long id) {
        return Optional.ofNullable(mapper.find(id));
    }

    /** The newest first, at most 100. */
    public List<JoinCode> ofClass(long classId) {
        return mapper.ofClass(classId);
    }

    public int open(long classId, Instant now) {
        return mapper.open(classId, now);
    }

    public void insert(JoinCode code) {
        mapper.insert(code);
    }

    /** @return whether it was good until now */
    public boolean revoke(long id, String by, Instant now) {
        return mapper.revoke(id, by, now) == 1;
    }

    @Mapper
    interface JoinCodeMapper {

        String COLUMNS = "SELECT id, class_id, version, created_by, created_at, expires_at, revoked_at FROM join_code ";

        @Select(COLUMNS + "WHERE id = #{id}")
        @Nullable
        JoinCode find(@Param("id") long id);

        @Select(COLUMNS + "WHERE class_id = #{classId} ORDER BY version DESC LIMIT 100")
        List<JoinCode> ofClass(@Param("classId") long classId);

        @Select("SELECT COUNT(*) FROM join_code WHERE class_id = #{classId} AND revoked_at IS NULL"
                + " AND expires_at > #{now}")
        int open(@Param("classId") long classId, @Param("now") Instant now);

        @Insert("INSERT INTO join_code (id, class_id, version, created_by, created_at, expires_at) VALUES"
                + " (#{c.id}, #{c.classId}, #{c.version}, #{c.createdBy}, #{c.createdAt}, #{c.expiresAt})")
        void insert(@Param("c") JoinCode code);

        @Update("UPDATE join_code SET revoked_at = #{now}, revoked_by = #{by} WHERE id = #{id} AND revoked_at IS NULL")
        int revoke(@Param("id") long id, @Param("by") String by, @Param("now") Instant now);
    }
}
