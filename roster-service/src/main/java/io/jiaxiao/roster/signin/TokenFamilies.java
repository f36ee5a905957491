package io.jiaxiao.roster.signin;

import io.jiaxiao.roster.people.People;
import io.jiaxiao.roster.people.Person;
import io.jiaxiao.roster.signin.domain.Rotation;
import io.jiaxiao.roster.signin.store.Families;
import io.jiaxiao.roster.signin.store.Families.EndReason;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.security.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Sessions of users: each is a family of refresh tokens of which one is good. */
@Service
public class TokenFamilies {

    private static final Logger log = LoggerFactory.getLogger(TokenFamilies.class);

    private final Families families;
    private final People people;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;
    private final SignInProperties properties;
    private final MeterRegistry meters;

    TokenFamilies(
            Families families,
            People people,
            AuditTrail audit,
            Ids ids,
            Clock clock,
            SignInProperties properties,
            MeterRegistry meters) {
        this.families = families;
        this.people = people;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.properties = properties;
        this.meters = meters;
    }

    /**
     * A user's session as it goes on.
     *
     * @param refreshToken in clear; it is nowhere else
     */
    public record Session(long familyId, long personId, String refreshToken, Instant refreshTokenExpiresAt) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Session[familyId=" + familyId + "]";
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Session start(long personId, String clientId, String device) {
        Instant now = clock.instant();
        String token = Tokens.next();
        Instant tokenExpiresAt = now.plus(properties.refreshTokenLife());
        var family = new Rotation.Family(
                ids.next(), personId, clientId, Tokens.hash(device), now.plus(properties.familyLife()), null);
        families.start(family, token, now, tokenExpiresAt);
        return new Session(family.id(), personId, token, tokenExpiresAt);
    }

    /**
     * Exchanges a refresh token.
     *
     * @param address the caller's, for the audit row of a misuse; null when it is not known
     * @return empty when the token is no longer good, for whatever reason
     */
    @Transactional
    public Optional<Session> refresh(String token, String clientId, String device, @Nullable String address) {
        Rotation.Family family = families.lockFamilyOf(token).orElse(null);
        if (family == null) {
            return Optional.empty();
        }
        Rotation.Token shown = families.token(token);
        Instant now = clock.instant();
        return switch (Rotation.decide(family, shown, clientId, Tokens.hash(device), now, properties.repeatGrace())) {
            case EXCHANGE -> exchange(family, token, now);
            case REPEAT -> repeat(family, token, shown);
            case END_FAMILY -> {
                misused(family, shown.active() ? EndReason.OTHER_DEVICE : EndReason.REUSED, address, now);
                yield Optional.empty();
            }
            case REFUSE -> Optional.empty();
        };
    }

    /** Ends the session a refresh token belongs to, also by one that was exchanged already. */
    @Transactional
    public void end(String token, String clientId) {
        families.lockFamilyOf(token)
                .filter(family -> family.clientId().equals(clientId))
                .ifPresent(family -> families.end(family.id(), EndReason.SIGNED_OUT, clock.instant()));
    }

    /** Ends a session if it is this person's. */
    @Transactional
    public void end(long familyId, long personId) {
        families.lock(familyId)
                .filter(family -> family.personId() == personId)
                .ifPresent(family -> families.end(family.id(), EndReason.SIGNED_OUT, clock.instant()));
    }

    private Optional<Session> exchange(Rotation.Family family, String token, Instant now) {
        if (people.find(family.personId()).filter(Person::active).isEmpty()) {
            families.end(family.id(), EndReason.PERSON_CLOSED, now);
            return Optional.empty();
        }
        String next = Tokens.next();
        Instant expiresAt = now.plus(properties.refreshTokenLife());
        families.exchange(family, token, next, now, expiresAt);
        return Optional.of(new Session(family.id(), family.personId(), next, expiresAt));
    }

    private Optional<Session> repeat(Rotation.Family family, String token, Rotation.Token shown) {
        String sealed = shown.successorSealed();
        if (sealed == null) {
            return Optional.empty();
        }
        String next = Tokens.open(sealed, token);
        return Optional.of(new Session(
                family.id(), family.personId(), next, families.token(next).expiresAt()));
    }

    private void misused(Rotation.Family family, EndReason reason, @Nullable String address, Instant now) {
        if (!families.end(family.id(), reason, now)) {
            return;
        }
        log.warn("session {} ended: a refresh token was shown that is not good any more ({})", family.id(), reason);
        meters.counter("jiaxiao.signin.sessions.misused", "reason", reason.name())
                .increment();
        var actor = new Caller(Long.toString(family.personId()), Caller.Kind.USER, Set.of(), Set.of(), address);
        audit.record(
                actor,
                "REFRESH_TOKEN_MISUSED",
                new AuditTrail.Subject("token_family", Long.toString(family.id())),
                null,
                null,
                reason.name());
    }
}
