package io.jiaxiao.roster.consent.store;

import io.jiaxiao.roster.consent.Consent;
import io.jiaxiao.starter.ids.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Consents given, one per person and version. */
@Repository
public class ConsentStore {

    private final ConsentMapper mapper;
    private final Ids ids;
    private final Clock clock;

    ConsentStore(ConsentMapper mapper, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.ids = ids;
        this.clock = clock;
    }

    public Optional<Consent> find(long personId, String version) {
        return Optional.ofNullable(mapper.find(personId, version));
    }

    /** Does nothing when the person gave it before. */
    public void add(long personId, String version, @Nullable String clientIp) {
        mapper.add(ids.next(), personId, version, clock.instant(), clientIp);
    }

    @Mapper
    interface ConsentMapper {

        @Select("SELECT version, given_at FROM consent WHERE person_id = #{person} AND version = #{version}")
        @Nullable
        Consent find(@Param("person") long personId, @Param("version") String version);

        @Insert("INSERT INTO consent (id, person_id, version, given_at, client_ip)"
                + " VALUES (#{id}, #{person}, #{version}, #{now}, #{ip}) ON DUPLICATE KEY UPDATE person_id = person_id")
        void add(
                @Param("id") long id,
                @Param("person") long personId,
                @Param("version") String version,
                @Param("now") Instant now,
                @Param("ip") @Nullable String clientIp);
    }
}
