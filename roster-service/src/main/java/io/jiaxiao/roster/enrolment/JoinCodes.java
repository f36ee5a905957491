package io.jiaxiao.roster.enrolment;

import io.jiaxiao.roster.enrolment.domain.JoinToken;
import io.jiaxiao.roster.enrolment.store.Doors;
import io.jiaxiao.roster.enrolment.store.JoinCodeRows;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes the codes of classes, takes them back, and reads them (requirement O2). */
@Service
public class JoinCodes {

    private static final String SUBJECT = "join-code";

    private final JoinCodeRows rows;
    private final Doors doors;
    private final JoinTokens tokens;
    private final EnrolmentProperties properties;
    private final Ids ids;
    private final AuditTrail audit;
    private final Clock clock;

    JoinCodes(
            JoinCodeRows rows,
            Doors doors,
            JoinTokens tokens,
            EnrolmentProperties properties,
            Ids ids,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.doors = doors;
        this.tokens = tokens;
        this.properties = properties;
        this.ids = ids;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A code as it is shown.
     *
     * @param token   null when one cannot join by it any more
     * @param address where a scan leads; null with the token
     */
    public record Shown(JoinCode code, JoinCode.State state, @Nullable String token, @Nullable String address) {}

    /**
     * Codes made before stay good.
     *
     * @param life how long it is to be good; null: as configured
     * @throws io.jiaxiao.kernel.RefusedException 409 when the class has too many good ones
     */
    @Transactional
    public Shown make(Caller maker, long classId, @Nullable Duration life) {
        Door door = doors.lock(classId);
        Instant now = clock.instant();
        if (rows.open(classId, now) >= properties.openCodes()) {
            throw Refused.TOO_MANY_CODES.asException();
        }
        doors.countVersion(classId);
        Instant end = now.plus(life == null ? properties.codeLife() : life).truncatedTo(ChronoUnit.SECONDS);
        var code = new JoinCode(ids.next(), classId, door.lastVersion() + 1, maker.id(), now, end, null);
        rows.insert(code);
        audit.record(
                maker,
                "MAKE_JOIN_CODE",
                subject(code),
                null,
                Map.of("classId", Long.toString(classId), "version", code.version(), "expiresAt", end),
                null);
        return shown(code);
    }

    /** The newest first. */
    public List<Shown> ofClass(long classId) {
        return rows.ofClass(classId).stream().map(this::shown).toList();
    }

    /** Nobody joins by it from now on; requests that came by it stay. A second time changes nothing. */
    @Transactional
    public Shown revoke(Caller caller, long classId, long codeId) {
        doors.lock(classId);
        JoinCode code = rows.find(codeId)
                .filter(one -> one.classId() == classId)
                .orElseThrow(Refused.CODE_UNKNOWN::asException);
        if (rows.revoke(codeId, caller.id(), clock.instant())) {
            audit.record(caller, "REVOKE_JOIN_CODE", subject(code), null, null, null);
        }
        return shown(rows.find(codeId).orElseThrow());
    }

    /**
     * The code behind a token, while one may join by it. Whoever is to join asks again under the lock of the class: it may
     * be taken back while the page is open.
     *
     * @throws io.jiaxiao.kernel.RefusedException a code of its own for a forged, unknown, expired and revoked one
     */
    JoinCode open(String token) {
        JoinToken read = tokens.read(token).orElseThrow(Refused.CODE_INVALID::asException);
        Optional<JoinCode> code = rows.find(read.codeId());
        return switch (code.map(one -> one.stateAt(clock.instant())).orElse(null)) {
            case null -> throw Refused.CODE_UNKNOWN.asException();
            case EXPIRED -> throw Refused.CODE_EXPIRED.asException();
            case REVOKED -> throw Refused.CODE_REVOKED.asException();
            case OPEN -> code.orElseThrow();
        };
    }

    /** Where the picture of a good code leads. */
    public String address(String token) {
        open(token);
        return properties.h5Address() + "/" + token;
    }

    private Shown shown(JoinCode code) {
        JoinCode.State state = code.stateAt(clock.instant());
        if (state != JoinCode.State.OPEN) {
            return new Shown(code, state, null, null);
        }
        String token = tokens.of(code);
        return new Shown(code, state, token, properties.h5Address() + "/" + token);
    }

    private static AuditTrail.Subject subject(JoinCode code) {
        return new AuditTrail.Subject(SUBJECT, Long.toString(code.id()));
    }
}
