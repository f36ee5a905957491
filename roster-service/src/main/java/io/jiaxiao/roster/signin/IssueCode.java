package io.jiaxiao.roster.signin;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.roster.signin.domain.ClientAddress;
import io.jiaxiao.roster.signin.domain.SendLimits;
import io.jiaxiao.roster.signin.domain.SignInCode;
import io.jiaxiao.roster.signin.store.Codes;
import io.jiaxiao.roster.signin.store.Codes.Asker;
import io.jiaxiao.starter.ids.Ids;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a code and has it sent. Whether the number is known to anybody makes no difference here, so no answer tells.
 * Stored first, sent outside the transaction under the stored number; what cannot be sent is good for nothing and does not
 * count.
 */
@Service
public class IssueCode {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CODES = 1_000_000;

    private final Codes codes;
    private final CodeSender sender;
    private final Ids ids;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration life;
    private final SendLimits perNumber;
    private final SendLimits perDevice;
    private final SendLimits perAddress;

    IssueCode(
            Codes codes,
            CodeSender sender,
            Ids ids,
            TransactionTemplate transaction,
            Clock clock,
            SignInProperties properties) {
        this.codes = codes;
        this.sender = sender;
        this.ids = ids;
        this.transaction = transaction;
        this.clock = clock;
        this.life = properties.codeLife();
        this.perNumber = new SendLimits(properties.limits().number());
        this.perDevice = new SendLimits(properties.limits().device());
        this.perAddress = new SendLimits(properties.limits().address());
    }

    /** What came of asking for a code. */
    public sealed interface Result {

        /** On its way. */
        record Sent(int digits, Duration life, Duration resendAfter) implements Result {}

        /** Too many were asked for. */
        record TooMany(Duration retryAfter) implements Result {}

        /** message-service did not take it. {@code retryAfter} is zero when it certainly has not, so asking again is free. */
        record NotSent(Duration retryAfter) implements Result {}
    }

    public Result issue(Mobile mobile, String device, String address) {
        var asker = new Asker(mobile, Tokens.hash(device), ClientAddress.network(address));
        Instant now = clock.instant();
        Instant expiresAt = now.plus(life);
        long id = ids.next();
        String digits = "%06d".formatted(RANDOM.nextInt(CODES));
        Optional<Duration> wait = store(id, asker, digits, now, expiresAt);
        if (wait.isPresent()) {
            return new Result.TooMany(wait.get());
        }
        return switch (sender.send(id, mobile, digits, life, expiresAt)) {
            case TAKEN -> {
                codes.sent(id);
                yield new Result.Sent(SignInCode.DIGITS, life, untilNext(mobile));
            }
            case NOT_TAKEN -> {
                codes.giveBack(id, clock.instant());
                yield new Result.NotSent(Duration.ZERO);
            }
            // it may be on its way: as for every partner, what is unknown is not given back
            case UNKNOWN -> new Result.NotSent(untilNext(mobile));
        };
    }

    /** @return how long to wait; empty when the code was stored */
    private Optional<Duration> store(long id, Asker asker, String digits, Instant now, Instant expiresAt) {
        Optional<Duration> result = transaction.execute(status -> {
            codes.holdGates(asker, now);
            Optional<Duration> wait = wait(asker, now);
            if (wait.isEmpty()) {
                codes.open(id, asker, digits, now, expiresAt);
            }
            return wait;
        });
        return result == null ? Optional.empty() : result;
    }

    private Optional<Duration> wait(Asker asker, Instant now) {
        return Stream.of(
                        waitOfNumber(asker.mobile(), now),
                        perDevice.wait(
                                codes.ofDevice(asker.deviceHash(), since(perDevice, now), perDevice.depth()), now),
                        perAddress.wait(
                                codes.ofAddress(asker.address(), since(perAddress, now), perAddress.depth()), now))
                .flatMap(Optional::stream)
                .max(Duration::compareTo);
    }

    private Duration untilNext(Mobile mobile) {
        return waitOfNumber(mobile, clock.instant()).orElse(Duration.ZERO);
    }

    private Optional<Duration> waitOfNumber(Mobile mobile, Instant now) {
        return perNumber.wait(codes.ofNumber(mobile, since(perNumber, now), perNumber.depth()), now);
    }

    private static Instant since(SendLimits limits, Instant now) {
        return now.minus(limits.horizon());
    }
}
