package io.jiaxiao.roster.enrolment.store;

import io.jiaxiao.roster.enrolment.Door;
import io.jiaxiao.roster.enrolment.EnrolmentProperties;
import io.jiaxiao.roster.enrolment.domain.JoinMode;
import java.time.Clock;
import java.time.Instant;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** How one gets into each class. A class nobody has set has no row until somebody locks it. */
@Repository
public class Doors {

    private final DoorMapper mapper;
    private final EnrolmentProperties defaults;
    private final Clock clock;

    Doors(DoorMapper mapper, EnrolmentProperties defaults, Clock clock) {
        this.mapper = mapper;
        this.defaults = defaults;
        this.clock = clock;
    }

    public Door find(long classId) {
        return door(classId, mapper.find(classId));
    }

    /** Until the transaction ends nobody else lets a child into this class, or changes its codes. */
    public Door lock(long classId) {
        DoorRow row = mapper.lock(classId);
        if (row == null) {
            mapper.ensure(classId, clock.instant());
            row = mapper.lock(classId);
        }
        return door(classId, row);
    }

    /** Only while locked. */
    public void set(long classId, JoinMode mode, int capacity) {
        mapper.set(classId, mode, capacity, clock.instant());
    }

    /** Only while locked. */
    public void countVersion(long classId) {
        mapper.countVersion(classId, clock.instant());
    }

    private Door door(long classId, @Nullable DoorRow row) {
        JoinMode mode = row == null ? null : row.mode();
        Integer capacity = row == null ? null : row.capacity();
        return new Door(
                classId,
                mode == null ? defaults.defaultMode() : mode,
                capacity == null ? defaults.defaultCapacity() : capacity,
                row == null ? 0 : row.lastVersion());
    }

    @Mapper
    interface DoorMapper {

        @Select("SELECT mode, capacity, last_version FROM class_joining WHERE class_id = #{id}")
        @Nullable
        DoorRow find(@Param("id") long classId);

        @Select("SELECT mode, capacity, last_version FROM class_joining WHERE class_id = #{id} FOR UPDATE")
        @Nullable
        DoorRow lock(@Param("id") long classId);

        @Insert("INSERT INTO class_joining (class_id, updated_at) VALUES (#{id}, #{now})"
                + " ON DUPLICATE KEY UPDATE class_id = class_id")
        void ensure(@Param("id") long classId, @Param("now") Instant now);

        @Update("UPDATE class_joining SET mode = #{mode}, capacity = #{capacity}, updated_at = #{now}"
                + " WHERE class_id = #{id}")
        void set(
                @Param("id") long classId,
                @Param("mode") JoinMode mode,
                @Param("capacity") int capacity,
                @Param("now") Instant now);

        @Update("UPDATE class_joining SET last_version = last_version + 1, updated_at = #{now} WHERE class_id = #{id}")
        void countVersion(@Param("id") long classId, @Param("now") Instant now);
    }

    /** What of it was set. */
    record DoorRow(@Nullable JoinMode mode, @Nullable Integer capacity, int lastVersion) {}
}
