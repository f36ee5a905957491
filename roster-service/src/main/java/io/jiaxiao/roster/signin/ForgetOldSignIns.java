package io.jiaxiao.roster.signin;

import io.jiaxiao.roster.signin.store.AuthorizationCodes;
import io.jiaxiao.roster.signin.store.Codes;
import io.jiaxiao.roster.signin.store.Families;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/** Removes what no limit, check or question needs any more. Each kind by itself: one that cannot be removed keeps no other. */
@Service
public class ForgetOldSignIns {

    private static final Logger log = LoggerFactory.getLogger(ForgetOldSignIns.class);

    /** Longer than the longest window of any limit. */
    private static final Duration CODES = Duration.ofDays(3);

    /** A gate is needed only while somebody counts; a made-up device or address leaves one behind with every request. */
    private static final Duration GATES = Duration.ofHours(1);

    /** As long as somebody may want to know why a session ended. */
    private static final Duration SESSIONS = Duration.ofDays(30);

    private final Codes codes;
    private final Families families;
    private final AuthorizationCodes authorizationCodes;
    private final Clock clock;

    ForgetOldSignIns(Codes codes, Families families, AuthorizationCodes authorizationCodes, Clock clock) {
        this.codes = codes;
        this.families = families;
        this.authorizationCodes = authorizationCodes;
        this.clock = clock;
    }

    public void run() {
        forget("codes", CODES, codes::forget);
        forget("gates", GATES, codes::forgetGates);
        forget("sessions", SESSIONS, families::forget);
        forget("authorization codes", CODES, authorizationCodes::forget);
    }

    private void forget(String what, Duration kept, ToIntFunction<Instant> removal) {
        try {
            int gone = removal.applyAsInt(clock.instant().minus(kept));
            log.debug("{} old rows of {} went", gone, what);
        } catch (DataAccessException e) {
            log.warn("old {} stay until the next round: {}", what, e.toString());
        }
    }
}
