package io.jiaxiao.roster.people.store;

import io.jiaxiao.roster.people.Enrolment;
import io.jiaxiao.roster.people.Enrolments.Deed;
import io.jiaxiao.roster.people.Enrolments.Room;
import io.jiaxiao.starter.ids.Ids;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Children's times in classes. */
@Repository
public class EnrolmentRows {

    private final EnrolmentMapper mapper;
    private final Ids ids;

    EnrolmentRows(EnrolmentMapper mapper, Ids ids) {
        this.mapper = mapper;
        this.ids = ids;
    }

    public int size(long classId) {
        return mapper.size(classId);
    }

    public Optional<Enrolment> present(long childId) {
        return Optional.ofNullable(mapper.present(childId));
    }

    /** The latest first. */
    public List<Enrolment> history(long childId) {
        return mapper.history(childId);
    }

    /** @return whether there was a seat */
    public boolean enter(long childId, Room room, Deed deed) {
        return mapper.enter(ids.next(), childId, room, deed) == 1;
    }

    /** @return whether the child was there */
    public boolean leave(long childId, long classId, Deed deed) {
        return mapper.leave(childId, classId, deed) == 1;
    }

    @Mapper
    interface EnrolmentMapper {

        String COLUMNS = "SELECT id, class_id, from_date, to_date, reason, started_by, end_reason, ended_by, end_note"
                + " FROM enrolment ";

        @Select("SELECT COUNT(*) FROM enrolment WHERE class_id = #{classId} AND to_date IS NULL")
        int size(@Param("classId") long classId);

        @Select(COLUMNS + "WHERE active_student = #{child}")
        @Nullable
        Enrolment present(@Param("child") long childId);

        @Select(COLUMNS + "WHERE student_id = #{child} ORDER BY id DESC")
        List<Enrolment> history(@Param("child") long childId);

        @Insert("INSERT INTO enrolment (id, student_id, class_id, from_date, reason, started_by)"
                + " SELECT #{id}, #{child}, #{room.classId}, #{deed.on}, #{deed.change}, #{deed.by} FROM"
                + " (SELECT COUNT(*) AS taken FROM enrolment WHERE class_id = #{room.classId} AND to_date IS NULL) seats"
                + " WHERE seats.taken < #{room.capacity}")
        int enter(
                @Param("id") long id, @Param("child") long childId, @Param("room") Room room, @Param("deed") Deed deed);

        @Update("UPDATE enrolment SET to_date = #{deed.on}, end_reason = #{deed.change}, ended_by = #{deed.by},"
                + " end_note = #{deed.note} WHERE student_id = #{child} AND class_id = #{classId} AND to_date IS NULL")
        int leave(@Param("child") long childId, @Param("classId") long classId, @Param("deed") Deed deed);
    }
}
