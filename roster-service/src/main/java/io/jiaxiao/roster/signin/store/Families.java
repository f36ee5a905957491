package io.jiaxiao.roster.signin.store;

import io.jiaxiao.roster.signin.Tokens;
import io.jiaxiao.roster.signin.domain.Rotation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** Families of refresh tokens. Whoever changes one holds its row. */
@Repository
public class Families {

    /** A family may have a thousand tokens. */
    private static final int FAMILIES = 100;

    private final FamilyMapper mapper;

    Families(FamilyMapper mapper) {
        this.mapper = mapper;
    }

    public void start(Rotation.Family family, String token, Instant now, Instant tokenExpiresAt) {
        mapper.insert(family, now);
        mapper.issue(Tokens.hash(token), family.id(), now, tokenExpiresAt);
    }

    /** The family a token belongs to, locked until the transaction ends; empty for a token nobody ever got. */
    public Optional<Rotation.Family> lockFamilyOf(String token) {
        Long id = mapper.familyOf(Tokens.hash(token));
        return id == null ? Optional.empty() : lock(id);
    }

    public Optional<Rotation.Family> lock(long id) {
        return Optional.ofNullable(mapper.lock(id));
    }

    public Rotation.Token token(String token) {
        return mapper.token(Tokens.hash(token));
    }

    /** Puts {@code next} in the place of {@code token}. */
    public void exchange(Rotation.Family family, String token, String next, Instant now, Instant nextExpiresAt) {
        mapper.forgetSuccessors(family.id());
        if (mapper.rotate(Tokens.hash(token), Tokens.seal(next, token), now) != 1) {
            throw new IllegalStateException("a token was exchanged beside the lock of its family");
        }
        mapper.issue(Tokens.hash(next), family.id(), now, nextExpiresAt);
    }

    /** @return false when it had ended before */
    public boolean end(long familyId, EndReason reason, Instant now) {
        return mapper.end(familyId, reason.name(), now) == 1;
    }

    /** @return how many rows went */
    public int forget(Instant before) {
        int gone = Rounds.run(most -> mapper.forgetTokens(before, most));
        List<Long> over = mapper.over(before, FAMILIES);
        while (!over.isEmpty()) {
            gone += mapper.forgetTokensOf(over) + mapper.forgetFamilies(over);
            over = mapper.over(before, FAMILIES);
        }
        return gone;
    }

    /** Why no token of a family is good any more. */
    public enum EndReason {
        SIGNED_OUT,
        REUSED,
        OTHER_DEVICE,
        PERSON_CLOSED
    }
}
