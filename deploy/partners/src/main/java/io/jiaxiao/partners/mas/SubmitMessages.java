package io.jiaxiao.partners.mas;

import io.jiaxiao.partners.faults.FaultBook;
import io.jiaxiao.partners.journal.Journal;
import io.jiaxiao.partners.journal.JournalEntry;
import io.jiaxiao.partners.journal.Line;
import io.jiaxiao.partners.phones.Phones;
import io.jiaxiao.partners.time.Later;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes or refuses a submission, with the faults somebody ordered. */
final class SubmitMessages {

    /** How long a connection hangs when a time-out does not say; longer than clients wait. */
    private static final Duration USUAL_SILENCE = Duration.ofSeconds(15);

    private static final Runnable NOTHING = () -> {};

    private final MasRules rules;
    private final FaultBook book;
    private final MsgGroups groups;
    private final Reports reports;
    private final Phones phones;
    private final Journal journal;
    private final Later later;
    private final Clock clock;
    private final Duration reportDelay;

    SubmitMessages(
            MasRules rules,
            FaultBook book,
            MsgGroups groups,
            Reports reports,
            Phones phones,
            Journal journal,
            Later later,
            Clock clock,
            Duration reportDelay) {
        this.rules = rules;
        this.book = book;
        this.groups = groups;
        this.reports = reports;
        this.phones = phones;
        this.journal = journal;
        this.later = later;
        this.clock = clock;
        this.reportDelay = reportDelay;
    }

    /** How the connection goes on. */
    sealed interface Reply {

        /** @param afterwards to be run when the answer is on its way: the reports count from there */
        record Said(String msgGroup, Rspcod rspcod, Runnable afterwards) implements Reply {}

        record ServerError() implements Reply {}

        /** No answer; the connection is closed after so much simulated time. */
        record Silence(Duration duration) implements Reply {}
    }

    Reply submit(Api api, String body) {
        return switch (rules.judge(api, body)) {
            case MasRules.Verdict.Refused refused -> {
                write(api, body, refused.lines(), refused.rspcod().name(), false, true, null, List.of());
                yield refusal(refused.rspcod());
            }
            case MasRules.Verdict.Acceptable acceptable -> submit(api, body, acceptable);
        };
    }

    private Reply submit(Api api, String body, MasRules.Verdict.Acceptable message) {
        List<String> numbers = message.lines().stream().map(Line::number).toList();
        List<String> faults = new ArrayList<>();
        book.drawForRequest(numbers, MasFault.DelayAccept.class).ifPresent(slow -> {
            faults.add(slow.kind());
            later.await(Duration.ofMillis(slow.millis()));
        });
        Optional<MasFault.OfAnswer> wrong = book.drawForRequest(numbers, MasFault.OfAnswer.class);
        wrong.ifPresent(fault -> faults.add(fault.kind()));
        return switch (wrong.orElse(null)) {
            case null -> {
                Taken taken = take(api, body, message, true, faults);
                reports.pushEarly(taken.msgGroup(), taken.at(), taken.fates());
                yield new Reply.Said(taken.msgGroup(), Rspcod.success, () -> reportInTime(taken));
            }
            case MasFault.TimeoutAfterSuccess(Long millis) -> {
                Taken taken = take(api, body, message, false, faults);
                reports.pushEarly(taken.msgGroup(), taken.at(), taken.fates());
                reportInTime(taken);
                yield silence(millis);
            }
            case MasFault.Refuse(Rspcod rspcod) -> {
                write(api, body, message.lines(), rspcod.name(), false, true, null, faults);
                yield refusal(rspcod);
            }
            case MasFault.TimeoutBefore(Long millis) -> {
                write(api, body, message.lines(), "TIMEOUT_BEFORE", false, false, null, faults);
                yield silence(millis);
            }
            case MasFault.Http500 unused -> {
                write(api, body, message.lines(), "HTTP_500", false, true, null, faults);
                yield new Reply.ServerError();
            }
        };
    }

    private record Taken(String msgGroup, Instant at, List<Fate> fates) {}

    private Taken take(
            Api api, String body, MasRules.Verdict.Acceptable message, boolean answered, List<String> faults) {
        String msgGroup = groups.next();
        List<Fate> fates = message.lines().stream()
                .map(line -> Fate.draw(book, line, reportDelay))
                .toList();
        fates.forEach(fate -> faults.addAll(fate.faults()));
        String outcome = answered ? Rspcod.success.name() : "TIMEOUT_AFTER_SUCCESS";
        write(api, body, message.lines(), outcome, true, answered, msgGroup, faults);
        for (Fate fate : fates) {
            if (fate.reachesThePhone()) {
                String shown = "【" + message.signature() + "】" + fate.line().text();
                phones.receive(fate.line().number(), message.sender(), shown, MasConfiguration.PARTNER, msgGroup);
            }
        }
        return new Taken(msgGroup, clock.instant(), fates);
    }

    private void reportInTime(Taken taken) {
        reports.pushInTime(taken.msgGroup(), taken.at(), taken.fates());
    }

    private static Reply refusal(Rspcod rspcod) {
        return new Reply.Said("", rspcod, NOTHING);
    }

    private static Reply silence(@Nullable Long millis) {
        return new Reply.Silence(millis == null ? USUAL_SILENCE : Duration.ofMillis(millis));
    }

    private void write(
            Api api,
            String body,
            List<Line> lines,
            String outcome,
            boolean taken,
            boolean answered,
            @Nullable String reference,
            List<String> faults) {
        journal.write(new JournalEntry(
                JournalEntry.Direction.RECEIVED,
                MasConfiguration.PARTNER,
                api.path(),
                new JournalEntry.Content(body, MasRequest::decode, lines),
                new JournalEntry.Outcome(
                        outcome,
                        taken,
                        answered,
                        reference,
                        faults.stream().distinct().toList())));
    }
}
