package io.jiaxiao.roster.organisation.store;

import io.jiaxiao.roster.organisation.OrgUnit;
import io.jiaxiao.roster.organisation.UnitKind;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface OrgUnitMapper {

    String COLUMNS = "SELECT id, parent_id, kind, name, code, path, sort FROM org_unit ";

    @Select(COLUMNS + "WHERE id = #{id} AND active")
    @Nullable
    OrgUnit find(@Param("id") long id);

    @Select("<script>" + COLUMNS + "WHERE active AND id IN "
            + "<foreach collection='ids' item='id' open='(' separator=',' close=')'>#{id}</foreach></script>")
    List<OrgUnit> findAll(@Param("ids") Collection<Long> ids);

    @Select("<script>" + COLUMNS + "WHERE active AND code IN "
            + "<foreach collection='codes' item='code' open='(' separator=',' close=')'>#{code}</foreach></script>")
    List<OrgUnit> withCodes(@Param("codes") Collection<String> codes);

    @Select("<script>" + COLUMNS + "WHERE parent_id = #{parent} AND kind = #{kind} AND active AND name IN "
            + "<foreach collection='names' item='name' open='(' separator=',' close=')'>#{name}</foreach></script>")
    List<OrgUnit> named(
            @Param("parent") long parent, @Param("kind") UnitKind kind, @Param("names") Collection<String> names);

    /** Below or at {@code path}, which holds digits and slashes only. */
    @Select(COLUMNS + "WHERE path LIKE CONCAT(#{path}, '%') AND kind = #{kind} AND active ORDER BY sort, name, id")
    List<OrgUnit> below(@Param("path") String path, @Param("kind") UnitKind kind);

    @Insert("<script>INSERT INTO org_unit (id, parent_id, kind, name, code, path, sort, created_at, updated_at) VALUES "
            + "<foreach collection='units' item='u' separator=','>(#{u.id}, #{u.parentId}, #{u.kind}, #{u.name},"
            + " #{u.code}, #{u.path}, #{u.sort}, #{now}, #{now})</foreach></script>")
    void insert(@Param("units") Collection<OrgUnit> units, @Param("now") Instant now);
}
