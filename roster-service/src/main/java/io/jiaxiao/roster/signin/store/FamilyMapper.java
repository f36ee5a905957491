package io.jiaxiao.roster.signin.store;

import io.jiaxiao.roster.signin.domain.Rotation;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface FamilyMapper {

    String IN_FAMILIES = "<foreach collection='families' item='f' open='(' separator=',' close=')'>#{f}</foreach>";

    @Insert("INSERT INTO token_family (id, person_id, client_id, device_hash, started_at, expires_at)"
            + " VALUES (#{f.id}, #{f.personId}, #{f.clientId}, #{f.deviceHash}, #{now}, #{f.expiresAt})")
    void insert(@Param("f") Rotation.Family family, @Param("now") Instant now);

    @Select("SELECT family_id FROM refresh_token WHERE token_hash = #{hash}")
    @Nullable
    Long familyOf(@Param("hash") String hash);

    @Select("SELECT id, person_id, client_id, device_hash, expires_at, ended_at FROM token_family WHERE id = #{id}"
            + " FOR UPDATE")
    Rotation.@Nullable Family lock(@Param("id") long id);

    @Select("SELECT state = 'ACTIVE' AS active, expires_at, rotated_at, successor_sealed FROM refresh_token"
            + " WHERE token_hash = #{hash}")
    Rotation.Token token(@Param("hash") String hash);

    @Update("UPDATE refresh_token SET successor_sealed = NULL WHERE family_id = #{family}"
            + " AND successor_sealed IS NOT NULL")
    void forgetSuccessors(@Param("family") long family);

    @Update("UPDATE refresh_token SET state = 'ROTATED', rotated_at = #{now}, successor_sealed = #{sealed}"
            + " WHERE token_hash = #{hash} AND state = 'ACTIVE'")
    int rotate(@Param("hash") String hash, @Param("sealed") String sealed, @Param("now") Instant now);

    @Insert("INSERT INTO refresh_token (token_hash, family_id, state, issued_at, expires_at)"
            + " VALUES (#{hash}, #{family}, 'ACTIVE', #{now}, #{expiresAt})")
    void issue(
            @Param("hash") String hash,
            @Param("family") long family,
            @Param("now") Instant now,
            @Param("expiresAt") Instant expiresAt);

    @Update("UPDATE token_family SET ended_at = #{now}, end_reason = #{reason} WHERE id = #{id} AND ended_at IS NULL")
    int end(@Param("id") long id, @Param("reason") String reason, @Param("now") Instant now);

    @Delete("DELETE FROM refresh_token WHERE expires_at < #{before} LIMIT #{most}")
    int forgetTokens(@Param("before") Instant before, @Param("most") int most);

    @Select("(SELECT id FROM token_family WHERE expires_at < #{before} LIMIT #{most})"
            + " UNION (SELECT id FROM token_family WHERE ended_at < #{before} LIMIT #{most})")
    List<Long> over(@Param("before") Instant before, @Param("most") int most);

    @Delete("<script>DELETE FROM refresh_token WHERE family_id IN " + IN_FAMILIES + "</script>")
    int forgetTokensOf(@Param("families") Collection<Long> families);

    @Delete("<script>DELETE FROM token_family WHERE id IN " + IN_FAMILIES + "</script>")
    int forgetFamilies(@Param("families") Collection<Long> families);
}
