package io.jiaxiao.roster.signin.store;

import io.jiaxiao.roster.signin.domain.Rotation;
import java.time.Instant;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface FamilyMapper {

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

    @Delete("DELETE t FROM refresh_token t JOIN token_family f ON f.id = t.family_id"
            + " WHERE f.expires_at < #{before} OR f.ended_at < #{before} OR t.expires_at < #{before}")
    int forgetTokens(@Param("before") Instant before);

    @Delete("DELETE FROM token_family WHERE (expires_at < #{before} OR ended_at < #{before})"
            + " AND NOT EXISTS (SELECT 1 FROM refresh_token t WHERE t.family_id = token_family.id)")
    int forgetFamilies(@Param("before") Instant before);
}
