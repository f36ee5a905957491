package io.jiaxiao.roster.people.store;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.people.Person;
import io.jiaxiao.roster.people.Role;
import io.jiaxiao.roster.people.RoleGrant;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface PersonMapper {

    @Select("SELECT id, name, mobile, active FROM person WHERE id = #{id}")
    @Nullable
    Person find(@Param("id") long id);

    @Select("<script>SELECT id, name, mobile, active FROM person WHERE mobile_index IN "
            + "<foreach collection='indexes' item='i' open='(' separator=',' close=')'>#{i}</foreach></script>")
    List<Person> withMobiles(@Param("indexes") Collection<String> indexes);

    @Insert("<script>INSERT INTO person (id, name, name_index, mobile, mobile_index, created_at, updated_at) VALUES "
            + "<foreach collection='rows' item='r' separator=','>(#{r.id}, #{r.name}, #{r.nameIndex}, #{r.mobile},"
            + " #{r.mobileIndex}, #{now}, #{now})</foreach></script>")
    void insert(@Param("rows") Collection<PersonRow> rows, @Param("now") Instant now);

    @Update("UPDATE person SET name = #{name}, name_index = #{nameIndex}, updated_at = #{now}"
            + " WHERE id = #{id} AND name IS NULL")
    int name(
            @Param("id") long id,
            @Param("name") PersonName name,
            @Param("nameIndex") String nameIndex,
            @Param("now") Instant now);

    @Select("SELECT role, unit_id FROM role_grant WHERE person_id = #{id} AND ended_at IS NULL ORDER BY id")
    List<RoleGrant> roles(@Param("id") long id);

    @Select("<script>SELECT person_id, role, unit_id FROM role_grant WHERE ended_at IS NULL AND person_id IN "
            + "<foreach collection='ids' item='i' open='(' separator=',' close=')'>#{i}</foreach></script>")
    List<GrantRow> rolesOf(@Param("ids") Collection<Long> ids);

    @Insert("<script>INSERT INTO role_grant (id, person_id, role, unit_id, granted_at) VALUES "
            + "<foreach collection='rows' item='r' separator=','>(#{r.id}, #{r.personId}, #{r.role}, #{r.unitId},"
            + " #{now})</foreach></script>")
    void grant(@Param("rows") Collection<NewGrantRow> rows, @Param("now") Instant now);

    /** A person to be written. */
    record PersonRow(
            long id,
            @Nullable PersonName name,
            @Nullable String nameIndex,
            @Nullable Mobile mobile,
            @Nullable String mobileIndex) {}

    /** A role somebody has. */
    record GrantRow(long personId, Role role, long unitId) {}

    /** A role to be written. */
    record NewGrantRow(long id, long personId, Role role, long unitId) {}
}
