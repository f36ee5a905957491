package io.jiaxiao.order.settlement;

import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.settlement.ChannelBooks.Fetched;
import io.jiaxiao.order.settlement.domain.Channel;
import io.jiaxiao.order.settlement.domain.Compared;
import io.jiaxiao.order.settlement.domain.Difference;
import io.jiaxiao.order.settlement.domain.FileLine;
import io.jiaxiao.order.settlement.domain.Settlement;
import io.jiaxiao.order.settlement.store.LineStore;
import io.jiaxiao.order.settlement.store.SettlementStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Settles each day of each channel: fetch the file, keep its lines, compare, put right what is safe, compare once more, write the
 * result. Every step may be done again, by any instance, after a death at any point: a day's result follows from its file and our
 * books alone.
 */
@Component
class SettleDays {

    private static final Logger log = LoggerFactory.getLogger(SettleDays.class);
    /** Longer than the longest download and a round of questions. */
    private static final Duration TAKEN = Duration.ofMinutes(15);

    private static final int MOST_REPAIRS = 500;

    private final List<ChannelBooks> channels;
    private final SettlementStore store;
    private final LineStore lines;
    private final CloseDay close;
    private final TransactionTemplate transaction;
    private final SettlementProperties properties;
    private final Clock clock;

    SettleDays(
            List<ChannelBooks> channels,
            SettlementStore store,
            LineStore lines,
            CloseDay close,
            TransactionTemplate transaction,
            SettlementProperties properties,
            Clock clock) {
        this.channels = List.copyOf(channels);
        this.store = store;
        this.lines = lines;
        this.close = close;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    /** One round: what is due of every channel. A day that cannot be settled now is due again. */
    void run() {
        plan();
        Instant now = clock.instant();
        List<Settlement> due = transaction.execute(status -> store.take(now, properties.atOnce(), now.plus(TAKEN)));
        for (Settlement each : due) {
            try {
                settle(of(each.channel()), each);
            } catch (RuntimeException e) {
                log.warn("the {} of {} could not be settled now", each.channel(), each.day(), e);
            }
        }
    }

    /** Every day whose file should be there by now, however long nobody was here to plan it. */
    private void plan() {
        Instant now = clock.instant();
        for (ChannelBooks books : channels) {
            LocalDate newest = BusinessDay.of(now.minus(books.readyAfter())).minusDays(1);
            LocalDate next =
                    store.latest(books.channel()).map(last -> last.plusDays(1)).orElse(newest);
            for (LocalDate day = next; !day.isAfter(newest); day = day.plusDays(1)) {
                store.plan(books.channel(), day, now);
            }
        }
    }

    private void settle(ChannelBooks books, Settlement day) {
        switch (books.fetch(day.day())) {
            case Fetched.File(List<FileLine> file) -> compare(books, day.day(), file);
            case Fetched.Unavailable(String code) -> notYet(books, day, code);
            case Fetched.None unused -> {
                // Where our books say the same, late enough "none" means that nothing happened.
                if (isLate(books, day) && books.isQuiet(day.day())) {
                    compare(books, day.day(), List.of());
                } else {
                    notYet(books, day, "NO_FILE");
                }
            }
        }
    }

    private void compare(ChannelBooks books, LocalDate day, List<FileLine> file) {
        transaction.executeWithoutResult(status -> lines.replace(books.channel(), day, file));
        Compared first = books.compare(day, file);
        List<Difference> repairable = first.differences().stream()
                .filter(each -> each.repair().isPossible())
                .limit(MOST_REPAIRS)
                .toList();
        repairable.forEach(each -> repair(books, each));
        Compared last = repairable.isEmpty() ? first : books.compare(day, file);
        close.close(books, day, repairable, last);
    }

    /** One that fails must not keep the others from theirs; it is tried again with the day. */
    private static void repair(ChannelBooks books, Difference difference) {
        try {
            books.repair(difference.repair());
        } catch (RuntimeException e) {
            log.warn("{} of {} could not be put right now", difference.kind(), difference.subject(), e);
        }
    }

    private void notYet(ChannelBooks books, Settlement day, String code) {
        close.notYet(day, code, isLate(books, day), clock.instant().plus(properties.again()));
    }

    private boolean isLate(ChannelBooks books, Settlement day) {
        Instant due = BusinessDay.startOf(day.day().plusDays(1))
                .plus(books.readyAfter())
                .plus(properties.late());
        return !clock.instant().isBefore(due);
    }

    private ChannelBooks of(Channel channel) {
        return channels.stream()
                .filter(books -> books.channel() == channel)
                .findFirst()
                .orElseThrow();
    }
}
