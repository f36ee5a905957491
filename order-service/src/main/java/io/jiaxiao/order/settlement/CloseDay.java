package io.jiaxiao.order.settlement;

import io.jiaxiao.contracts.order.OrderAlarm;
import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.settlement.domain.Channel;
import io.jiaxiao.order.settlement.domain.Compared;
import io.jiaxiao.order.settlement.domain.Difference;
import io.jiaxiao.order.settlement.domain.DifferenceKind;
import io.jiaxiao.order.settlement.domain.FoundDifference;
import io.jiaxiao.order.settlement.domain.Settlement;
import io.jiaxiao.order.settlement.domain.SettlementState;
import io.jiaxiao.order.settlement.store.DifferenceStore;
import io.jiaxiao.order.settlement.store.SettlementStore;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what came of a day, in one transaction: its sums, its differences, and the lines of the work list for those only people
 * can put right. A difference is told once, and not while the platform still tries.
 */
@Component
class CloseDay {

    private final SettlementStore store;
    private final DifferenceStore differences;
    private final Outbox outbox;
    private final Ids ids;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final SettlementProperties properties;
    private final Clock clock;

    CloseDay(
            SettlementStore store,
            DifferenceStore differences,
            Outbox outbox,
            Ids ids,
            TransactionTemplate transaction,
            MeterRegistry meters,
            SettlementProperties properties,
            Clock clock) {
        this.store = store;
        this.differences = differences;
        this.outbox = outbox;
        this.ids = ids;
        this.transaction = transaction;
        this.meters = meters;
        this.properties = properties;
        this.clock = clock;
    }

    private record Key(DifferenceKind kind, String subject) {
        static Key of(Difference difference) {
            return new Key(difference.kind(), difference.subject());
        }
    }

    /** Its file is not there; when that is late, people are told once. */
    void notYet(Settlement day, String code, boolean late, Instant due) {
        transaction.executeWithoutResult(status -> {
            Settlement now = store.lock(day.channel(), day.day()).orElseThrow();
            store.notYet(now, code, now.lateTold() || late, due);
            if (late && !now.lateTold()) {
                tell("SETTLEMENT_LATE", day.channel() + ":" + day.day(), day.day() + " 的对账文件尚未取得（" + code + "）");
            }
        });
    }

    /**
     * @param tried  what was found at first and has been seen to since
     * @param result what is left
     */
    void close(ChannelBooks books, LocalDate day, List<Difference> tried, Compared result) {
        Channel channel = books.channel();
        Map<Key, FoundDifference> before = known(channel, day);
        // The partner is asked outside of the transaction, and only about what is new.
        List<Difference> now = new ArrayList<>();
        for (Difference each : result.differences()) {
            FoundDifference known = before.get(Key.of(each));
            boolean ask = known == null && now.size() < properties.mostTold();
            now.add(ask ? books.withEvidence(each) : known == null ? each : keeping(known, each));
        }
        transaction.executeWithoutResult(status -> write(channel, day, tried, result, now));
    }

    /** What the partner said when it was found stays with it. */
    private static Difference keeping(FoundDifference known, Difference now) {
        String detail = known.difference().detail();
        return detail.startsWith(now.detail())
                ? now.saying(detail.substring(now.detail().length()))
                : now;
    }

    private void write(
            Channel channel, LocalDate day, List<Difference> tried, Compared result, List<Difference> found) {
        Instant now = clock.instant();
        Settlement before = store.lock(channel, day).orElseThrow();
        Set<Key> known = known(channel, day).keySet();
        Set<Key> still = new HashSet<>();
        found.forEach(each -> still.add(Key.of(each)));
        // What was put right at once is written down too: people want to know how often that happens.
        Stream.concat(found.stream(), tried.stream().filter(each -> !still.contains(Key.of(each))))
                .forEach(each -> {
                    differences.found(ids.next(), channel, day, each, now);
                    if (!known.contains(Key.of(each))) {
                        count(channel, each.kind());
                    }
                });
        known(channel, day).forEach((key, each) -> {
            if (!still.contains(key)) {
                differences.gone(each.id(), now);
            }
        });
        int tries = before.state() == SettlementState.WAITING ? 1 : before.tries();
        boolean trying = tries <= properties.repairs()
                && found.stream().anyMatch(each -> each.repair().isPossible());
        tellPeople(channel, day, found, trying);
        SettlementState to =
                found.isEmpty() ? SettlementState.AGREED : trying ? SettlementState.REPAIRING : SettlementState.DIFFERS;
        if (!store.compared(before, to, result, found.size(), tries, now, due(to, day, now))) {
            throw new IllegalStateException("the settlement of " + day + " changed under its lock");
        }
        if (before.comparedAt() == null) {
            // The day after could not know what this file names; it looks again.
            store.find(channel, day.plusDays(1))
                    .filter(next -> next.comparedAt() != null)
                    .ifPresent(next -> store.again(channel, next.day(), now));
        }
        meters.counter("jiaxiao.settlement.days", "channel", channel.name(), "outcome", to.name())
                .increment();
    }

    private void tellPeople(Channel channel, LocalDate day, List<Difference> found, boolean trying) {
        Map<Key, Difference> wanting = new HashMap<>();
        found.stream()
                .filter(each -> !trying || !each.repair().isPossible())
                .forEach(each -> wanting.put(Key.of(each), each));
        List<FoundDifference> stored = differences.open(channel, day);
        long told = stored.stream().filter(FoundDifference::told).count();
        for (FoundDifference each : stored) {
            if (each.told() || !wanting.containsKey(Key.of(each.difference()))) {
                continue;
            }
            differences.told(each.id());
            told++;
            Difference difference = each.difference();
            if (told <= properties.mostTold()) {
                tell(
                        "SETTLE_" + difference.kind(),
                        difference.subject(),
                        day + " 对账（" + channel + "）：" + difference.detail());
            } else if (told == properties.mostTold() + 1L) {
                tell("SETTLE_MANY", channel + ":" + day, day + " 对账差异过多，其余请在对账结果中查看");
            }
        }
    }

    private @Nullable Instant due(SettlementState to, LocalDate day, Instant now) {
        return switch (to) {
            case REPAIRING -> now.plus(properties.repairAgain());
            case DIFFERS -> {
                boolean young =
                        now.isBefore(BusinessDay.startOf(day.plusDays(1)).plus(properties.lookingFor()));
                yield young ? now.plus(properties.lookAgain()) : null;
            }
            case AGREED, WAITING -> null;
        };
    }

    private Map<Key, FoundDifference> known(Channel channel, LocalDate day) {
        Map<Key, FoundDifference> known = new HashMap<>();
        differences.open(channel, day).forEach(each -> known.put(Key.of(each.difference()), each));
        return known;
    }

    private void tell(String kind, String subject, String detail) {
        outbox.append(new OrderAlarm(kind, subject, detail, clock.instant()));
    }

    private void count(Channel channel, DifferenceKind kind) {
        meters.counter("jiaxiao.settlement.differences", "channel", channel.name(), "kind", kind.name())
                .increment();
    }
}
