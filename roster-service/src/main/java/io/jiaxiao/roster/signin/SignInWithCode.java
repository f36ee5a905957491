package io.jiaxiao.roster.signin;

import io.jiaxiao.contracts.roster.PersonSignedIn;
import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.roster.people.People;
import io.jiaxiao.roster.people.Person;
import io.jiaxiao.roster.signin.TokenFamilies.Session;
import io.jiaxiao.roster.signin.domain.CodeState;
import io.jiaxiao.roster.signin.domain.SignInCode;
import io.jiaxiao.roster.signin.store.Codes;
import io.jiaxiao.starter.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Exchanges a code for a session, once: the code is used up, the person admitted if unknown, the session started and the
 * event told in one transaction. Two who show the right code at the same moment meet at its row; one gets in.
 */
@Service
public class SignInWithCode {

    private final Codes codes;
    private final People people;
    private final TokenFamilies families;
    private final Outbox outbox;
    private final Clock clock;

    SignInWithCode(Codes codes, People people, TokenFamilies families, Outbox outbox, Clock clock) {
        this.codes = codes;
        this.people = people;
        this.families = families;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What came of showing a code. */
    public sealed interface Result {

        record SignedIn(Session session) implements Result {}

        /** Wrong, expired, used or never asked for; which of them is not told. */
        record WrongCode() implements Result {}

        /** The right code of somebody whose account was closed. */
        record Closed() implements Result {}
    }

    @Transactional
    public Result signIn(Mobile mobile, String digits, String clientId, String device) {
        Instant now = clock.instant();
        Optional<SignInCode> open = codes.lockOpen(mobile);
        if (open.isEmpty() || !use(open.get(), digits, now)) {
            return new Result.WrongCode();
        }
        Person person = people.withMobile(mobile).orElseGet(() -> people.admit(mobile));
        if (!person.active()) {
            return new Result.Closed();
        }
        Session session = families.start(person.id(), clientId, device);
        outbox.append(new PersonSignedIn(Long.toString(person.id()), now));
        return new Result.SignedIn(session);
    }

    private boolean use(SignInCode code, String digits, Instant now) {
        return switch (code.judge(codes.matches(code, digits), now)) {
            case RIGHT -> codes.end(code, CodeState.USED, now);
            case WRONG -> {
                codes.wrong(code);
                yield false;
            }
            case LAST_WRONG -> {
                codes.wrong(code);
                codes.end(code, CodeState.KILLED, now);
                yield false;
            }
            case EXPIRED -> false;
        };
    }
}
