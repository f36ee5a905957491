package io.jiaxiao.mall.points;

import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.kernel.Points;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.points.domain.CommandKey;
import io.jiaxiao.mall.points.domain.HoldState;
import io.jiaxiao.mall.points.domain.LedgerCommand;
import io.jiaxiao.mall.points.domain.Outcome;
import io.jiaxiao.mall.points.domain.SystemAccount;
import io.jiaxiao.mall.points.store.LedgerBalances;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The ledger behind its writers: turns commands into what a writer takes, waits, and turns the outcome into an answer. */
final class GroupCommitLedger implements PointsLedger, LedgerDesk, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(GroupCommitLedger.class);

    static final Refusal UNANSWERED = Refusal.unavailable("LEDGER_UNANSWERED", "积分处理结果暂未返回，请使用同一幂等键稍后重试");

    private final CommitWriters writers;
    private final Companions companions;
    private final CommandKeys keys;
    private final LedgerBalances balances;
    private final LedgerMeters meters;
    private final Clock clock;
    private final Answers answers;
    private volatile boolean running;

    GroupCommitLedger(
            CommitWriters writers,
            Companions companions,
            CommandKeys keys,
            LedgerBalances balances,
            LedgerMeters meters,
            Clock clock,
            Duration answerWithin) {
        this.writers = writers;
        this.companions = companions;
        this.keys = keys;
        this.balances = balances;
        this.meters = meters;
        this.clock = clock;
        this.answers = new Answers(answerWithin);
    }

    @Override
    public GrantResult grant(GrantPoints command) {
        long points = CommandKeys.points(command.points().value());
        String event = CommandKeys.code(command.event());
        var key = keys.of(command.line(), command.key(), "grant", text(command.personId()), event, text(points));
        Outcome outcome = issue(key, command.personId(), command.line(), event, points, command.expiresAt(), null);
        return switch (outcome) {
            case Outcome.Granted(long transfer, long lot, long ignored) -> new GrantResult.Granted(transfer, lot);
            case Outcome.Refused(LedgerRefusal reason, long ignored) -> new GrantResult.Refused(reason);
            default -> throw unexpected(outcome);
        };
    }

    @Override
    public EarnResult earn(EarnPoints command) {
        long points = CommandKeys.points(command.points());
        String event = CommandKeys.code(command.event());
        var key = earnKey(command.line(), command.key(), command.personId(), event, command.quantity());
        var cap = new LedgerCommand.DailyCap(command.day(), command.dailyCap());
        return earned(issue(key, command.personId(), command.line(), event, points, command.expiresAt(), cap));
    }

    @Override
    public Optional<EarnResult> earned(ProductLine line, String key, long personId, String event, long quantity) {
        CommandKey asked = earnKey(line, key, personId, CommandKeys.code(event), quantity);
        return balances.answer(asked.name())
                .map(stored -> stored.key().hash().equals(asked.hash())
                        ? earned(stored.outcome(hold -> List.of()))
                        : new EarnResult.Refused(LedgerRefusal.KEY_REUSED));
    }

    /** What the rule gives is left out: a rule that changed since must not turn a repeated command into another one. */
    private CommandKey earnKey(ProductLine line, String key, long personId, String event, long quantity) {
        return keys.of(line, key, "earn", text(personId), event, text(quantity));
    }

    private static EarnResult earned(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Granted(long transfer, long lot, long granted) ->
                new EarnResult.Granted(transfer, lot, Points.of(granted));
            case Outcome.Capped() -> new EarnResult.CapReached();
            case Outcome.Refused(LedgerRefusal reason, long ignored) -> new EarnResult.Refused(reason);
            default -> throw unexpected(outcome);
        };
    }

    private Outcome issue(
            CommandKey key,
            long person,
            ProductLine line,
            String event,
            long points,
            Instant expiresAt,
            LedgerCommand.@Nullable DailyCap cap) {
        return ask(
                person,
                new LedgerCommand.Grant(key, person, line, event, points, expiresAt, SystemAccount.ISSUED, cap));
    }

    @Override
    public HoldResult hold(HoldPoints command) {
        long points = CommandKeys.points(command.points().value());
        String purpose = CommandKeys.code(command.purpose());
        HoldCompanion.Payload payload = command.companion();
        if (payload != null) {
            companions.requireKnown(payload);
        }
        var key = keys.own(
                command.key(), "hold", text(command.personId()), text(points), purpose, keys.fingerprint(payload));
        Outcome outcome = ask(
                command.personId(),
                new LedgerCommand.Hold(key, command.holdId(), command.personId(), points, purpose, payload));
        return switch (outcome) {
            case Outcome.Held(long hold, List<LotShare> lots) -> new HoldResult.Held(hold, lots);
            case Outcome.Refused(LedgerRefusal reason, long available) ->
                new HoldResult.Refused(reason, Points.of(available));
            case Outcome.CompanionRefused(Refusal refusal) -> new HoldResult.CompanionRefused(refusal);
            default -> throw unexpected(outcome);
        };
    }

    @Override
    public SettleResult post(SettleHold command) {
        return settle(command, HoldState.POSTED);
    }

    @Override
    public SettleResult release(SettleHold command) {
        return settle(command, HoldState.RELEASED);
    }

    private SettleResult settle(SettleHold command, HoldState to) {
        String reason = CommandKeys.code(command.reason());
        var key = keys.own(command.key(), to.name(), text(command.holdId()), reason);
        Outcome outcome = ask(command.holdId(), new LedgerCommand.Settle(key, command.holdId(), to, reason));
        return switch (outcome) {
            case Outcome.Settled(long hold, long points) -> new SettleResult.Settled(hold, Points.of(points));
            case Outcome.Refused(LedgerRefusal refused, long ignored) -> new SettleResult.Refused(refused);
            default -> throw unexpected(outcome);
        };
    }

    @Override
    public ReverseResult reverse(ReversePost command) {
        long points = CommandKeys.points(command.points().value());
        String reason = CommandKeys.code(command.reason());
        var key = keys.own(command.key(), "reverse", text(command.holdId()), text(points), reason);
        Outcome outcome = ask(command.holdId(), new LedgerCommand.Reverse(key, command.holdId(), points, reason));
        return switch (outcome) {
            case Outcome.Reversed(long transfer, long back) -> new ReverseResult.Reversed(transfer, Points.of(back));
            case Outcome.Refused(LedgerRefusal refused, long ignored) -> new ReverseResult.Refused(refused);
            default -> throw unexpected(outcome);
        };
    }

    @Override
    public AdjustResult adjust(AdjustPoints command) {
        long points = CommandKeys.points(Math.absExact(command.points()));
        String reason = CommandKeys.code(command.reason());
        var key = keys.own(
                command.key(),
                "adjust",
                text(command.personId()),
                command.line().name(),
                text(command.points()),
                reason);
        LedgerCommand move = command.points() < 0
                ? new LedgerCommand.Debit(key, command.personId(), points, reason)
                : new LedgerCommand.Grant(
                        key,
                        command.personId(),
                        command.line(),
                        reason,
                        points,
                        command.expiresAt(),
                        SystemAccount.ADJUSTED,
                        null);
        Outcome outcome = ask(command.personId(), move);
        return switch (outcome) {
            case Outcome.Granted(long transfer, long ignored, long alsoIgnored) -> new AdjustResult.Adjusted(transfer);
            case Outcome.Debited(long transfer, long ignored) -> new AdjustResult.Adjusted(transfer);
            case Outcome.Refused(LedgerRefusal refused, long ignored) -> new AdjustResult.Refused(refused);
            default -> throw unexpected(outcome);
        };
    }

    @Override
    public long expire(Collection<Long> persons) {
        requireNoTransaction();
        Map<Long, CompletableFuture<Outcome>> waiting = new LinkedHashMap<>();
        persons.forEach(person ->
                guarded(person, () -> waiting.put(person, writers.submit(person, new LedgerCommand.Expire(person)))));
        // One for all, so that a ledger that answers nobody is waited for once.
        long deadline = answers.deadline();
        var ended = new AtomicLong();
        waiting.forEach((person, answer) -> guarded(person, () -> {
            if (answers.await(answer, deadline) instanceof Outcome.Expired(long points)) {
                ended.addAndGet(points);
            }
        }));
        return ended.get();
    }

    private void guarded(long person, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            // One whose books are wrong must not be the first in line for all others.
            meters.stuck();
            log.error("the lots of {} cannot be ended now: {}", person, e.toString());
        }
    }

    @Override
    public boolean mayAfford(long personId, Points points) {
        return balances.availableAtMost(personId) >= points.value();
    }

    @Override
    public Balance balance(long personId) {
        return balances.balance(personId, clock.instant());
    }

    @Override
    public List<LotShare> shares(long holdId) {
        return balances.shares(holdId);
    }

    private Outcome ask(long number, LedgerCommand command) {
        requireNoTransaction();
        return answers.await(writers.submit(number, command));
    }

    private static void requireNoTransaction() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("the ledger commits by itself: it cannot take part in a transaction");
        }
    }

    private static IllegalStateException unexpected(Outcome outcome) {
        return new IllegalStateException("no answer to this command: " + outcome);
    }

    private static String text(long number) {
        return Long.toString(number);
    }

    @Override
    public void start() {
        writers.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        writers.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Started before whatever sends commands, stopped after it. */
    @Override
    public int getPhase() {
        return 0;
    }
}
