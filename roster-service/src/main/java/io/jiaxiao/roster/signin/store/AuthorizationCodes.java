package io.jiaxiao.roster.signin.store;

import io.jiaxiao.roster.signin.Tokens;
import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The console's authorization codes: good once, for a few minutes, together with their PKCE verifier. */
@Repository
public class AuthorizationCodes {

    private final AuthorizationCodeMapper mapper;

    AuthorizationCodes(AuthorizationCodeMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * What a code stands for.
     *
     * @param scopes blank-separated
     * @param usedAt null while it is good
     */
    public record Grant(
            String clientId,
            long personId,
            String redirectUri,
            String scopes,
            String codeChallenge,
            Instant issuedAt,
            Instant expiresAt,
            @Nullable Instant usedAt) {}

    public void store(String code, Grant grant) {
        mapper.insert(Tokens.hash(code), grant);
    }

    public Optional<Grant> find(String code) {
        return Optional.ofNullable(mapper.find(Tokens.hash(code)));
    }

    /** @return false when somebody has used it before */
    public boolean use(String code, Instant now) {
        return mapper.use(Tokens.hash(code), now) == 1;
    }

    /** @return how many rows went */
    public int forget(Instant before) {
        return Rounds.run(most -> mapper.forget(before, most));
    }

    @Mapper
    interface AuthorizationCodeMapper {

        @Insert("INSERT INTO authorization_code (code_hash, client_id, person_id, redirect_uri, scopes, code_challenge,"
                + " issued_at, expires_at) VALUES (#{hash}, #{g.clientId}, #{g.personId}, #{g.redirectUri}, #{g.scopes},"
                + " #{g.codeChallenge}, #{g.issuedAt}, #{g.expiresAt})")
        void insert(@Param("hash") String hash, @Param("g") Grant grant);

        @Select("SELECT client_id, person_id, redirect_uri, scopes, code_challenge, issued_at, expires_at, used_at"
                + " FROM authorization_code WHERE code_hash = #{hash}")
        @Nullable
        Grant find(@Param("hash") String hash);

        @Update("UPDATE authorization_code SET used_at = #{now} WHERE code_hash = #{hash} AND used_at IS NULL")
        int use(@Param("hash") String hash, @Param("now") Instant now);

        @Delete("DELETE FROM authorization_code WHERE expires_at < #{before} LIMIT #{most}")
        int forget(@Param("before") Instant before, @Param("most") int most);
    }
}
