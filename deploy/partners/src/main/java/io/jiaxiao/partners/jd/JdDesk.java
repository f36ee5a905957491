package io.jiaxiao.partners.jd;

import io.jiaxiao.partners.faults.FaultBook;
import io.jiaxiao.partners.journal.Journal;
import io.jiaxiao.partners.journal.JournalEntry;
import io.jiaxiao.partners.journal.Line;
import io.jiaxiao.partners.time.Later;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every call the platform makes: token first, then the rules, then the faults somebody ordered, and all written down. */
final class JdDesk {

    /** How long a connection hangs when a time-out does not say; longer than clients wait. */
    private static final Duration USUAL_SILENCE = Duration.ofSeconds(15);

    private static final String SUBMIT = Calls.SUBMIT;
    private static final Set<String> STEPS =
            Set.of("order/confirmOrder", "order/cancel", "order/doPay", "afterSale/createAfsApply");
    private static final Set<String> DEEDS = Set.of(
            SUBMIT,
            "order/confirmOrder",
            "order/cancel",
            "order/doPay",
            "order/confirmReceived",
            "afterSale/createAfsApply",
            "afterSale/updateSendSku",
            "afterSale/auditCancel",
            "afterSale/confirmAfsOrder",
            "message/del");

    private final House house;
    private final FaultBook book;
    private final Journal journal;
    private final Later later;
    private final Concern concern;
    private final Map<String, Function<Form, Answer>> calls;

    JdDesk(House house, FaultBook book, Journal journal, Later later) {
        this.house = house;
        this.book = book;
        this.journal = journal;
        this.later = later;
        this.concern = new Concern(house.orderApi());
        this.calls = Calls.of(house);
    }

    /** How the connection goes on. */
    sealed interface Reply {
        record Said(Answer answer) implements Reply {}

        record ServerError() implements Reply {}

        /** No answer; the connection is closed after so much simulated time. */
        record Silence(Duration duration) implements Reply {}

        record NoSuchCall() implements Reply {}
    }

    /** Method and path of every call, for the front page. */
    List<String> paths() {
        return calls.keySet().stream().map(path -> "POST /jd/api/" + path).toList();
    }

    Reply accessToken(String body, Form form) {
        return said("accessToken", body, form, house.hours().now(() -> house.tokens()
                .grant(form)));
    }

    Reply refreshToken(String body, Form form) {
        return said("refreshToken", body, form, house.hours().now(() -> house.tokens()
                .refresh(form)));
    }

    /** @param path such as {@code order/submitOrder} */
    Reply call(String path, String body, Form form) {
        Function<Form, Answer> call = calls.get(path);
        if (call == null) {
            return new Reply.NoSuchCall();
        }
        if (book.draw(house.clientId(), JdFault.TokenLost.class).isPresent()) {
            house.hours().now(() -> {
                house.tokens().forget();
                return true;
            });
        }
        if (!house.hours().now(() -> house.tokens().isValid(form.text("token")))) {
            return said(path, body, form, Answer.no(Code.TOKEN_EXPIRED));
        }
        if (path.equals(SUBMIT)) {
            return submit(body, form);
        }
        List<String> numbers = house.hours().now(() -> concern.numbers(path, form));
        if (STEPS.contains(path)) {
            return step(path, body, form, numbers, call);
        }
        Optional<JdFault.QueryFails> fails = DEEDS.contains(path) || numbers.isEmpty()
                ? Optional.empty()
                : book.drawForRequest(numbers, JdFault.QueryFails.class);
        if (fails.isPresent()) {
            Answer answer = Answer.no(fails.get().code());
            write(
                    path,
                    body,
                    Concern.lines(path, form, numbers),
                    new JournalEntry.Outcome(
                            answer.resultCode(),
                            false,
                            true,
                            null,
                            List.of(fails.get().kind())));
            return new Reply.Said(answer);
        }
        return said(path, body, form, done(path, body, form, call));
    }

    private Reply submit(String body, Form form) {
        OrderApi api = house.orderApi();
        Optional<Answer> settled = house.hours().now(() -> api.settled(form));
        if (settled.isPresent()) {
            return said(SUBMIT, body, form, settled.get());
        }
        List<String> numbers = house.hours().now(() -> concern.numbers(SUBMIT, form));
        List<JdFault> faults = new ArrayList<>();
        book.drawForRequest(numbers, JdFault.Slow.class).ifPresent(slow -> {
            faults.add(slow);
            later.await(Duration.ofMillis(slow.millis()));
        });
        JdFault.OfSubmission wrong =
                book.drawForRequest(numbers, JdFault.OfSubmission.class).orElse(null);
        if (wrong != null) {
            faults.add(wrong);
        }
        return switch (wrong) {
            case null -> made(body, form, faults);
            case JdFault.Refuse(String code) -> not(body, form, numbers, Answer.no(code), faults);
            case JdFault.Uncertain(Boolean made)
            when !made -> not(body, form, numbers, Answer.no(Code.UNCERTAIN), faults);
            case JdFault.Uncertain unused -> {
                make(body, form, Code.UNCERTAIN.number(), true, faults);
                yield new Reply.Said(Answer.no(Code.UNCERTAIN));
            }
            case JdFault.TimeoutBefore(Long millis) -> {
                write(
                        SUBMIT,
                        body,
                        Concern.lines(SUBMIT, form, numbers),
                        new JournalEntry.Outcome(wrong.kind(), false, false, null, kinds(faults)));
                yield silence(millis);
            }
            case JdFault.TimeoutAfterSuccess(Long millis) -> {
                make(body, form, wrong.kind(), false, faults);
                yield silence(millis);
            }
            case JdFault.MadeLate(Long millis) -> {
                house.hours()
                        .fromOutsideAfter(
                                Duration.ofMillis(millis), () -> make(body, form, wrong.kind(), false, faults));
                yield silence(null);
            }
            case JdFault.Http500 unused -> {
                write(
                        SUBMIT,
                        body,
                        Concern.lines(SUBMIT, form, numbers),
                        new JournalEntry.Outcome(wrong.kind(), false, true, null, kinds(faults)));
                yield new Reply.ServerError();
            }
        };
    }

    private Reply made(String body, Form form, List<JdFault> faults) {
        return new Reply.Said(make(body, form, null, true, faults));
    }

    /** @param outcome what the journal says instead of the code; null for the code */
    private Answer make(String body, Form form, @Nullable String outcome, boolean answered, List<JdFault> faults) {
        return house.hours().now(() -> {
            List<String> kinds = new ArrayList<>(kinds(faults));
            Answer answer = house.orderApi().submit(form, submission -> {
                Fate fate = Fate.draw(book, submission.numbers());
                kinds.addAll(fate.faults());
                house.diary().write(Recollection.MADE, house.clock().instant(), new Recollection.Made(body, fate));
                return fate;
            });
            Order order = house.orderApi().named(form);
            String reference = order == null ? null : String.valueOf(order.id);
            List<Line> lines = Concern.lines(SUBMIT, form, concern.numbers(SUBMIT, form));
            boolean taken = answer.success();
            write(
                    SUBMIT,
                    body,
                    lines,
                    new JournalEntry.Outcome(
                            outcome == null || !taken ? answer.resultCode() : outcome,
                            taken,
                            answered,
                            reference,
                            kinds));
            return answer;
        });
    }

    /** Answers a call; what it changed is in the diary before anybody hears of it. */
    private Answer done(String path, String body, Form form, Function<Form, Answer> call) {
        return house.hours().now(() -> {
            Answer answer = call.apply(form);
            boolean changed = DEEDS.contains(path) || form.text("del").equals("1");
            if (changed && answer.success()) {
                house.diary().write(Recollection.CALLED, house.clock().instant(), new Recollection.Called(path, body));
            }
            return answer;
        });
    }

    private Reply not(String body, Form form, List<String> numbers, Answer answer, List<JdFault> faults) {
        write(
                SUBMIT,
                body,
                Concern.lines(SUBMIT, form, numbers),
                new JournalEntry.Outcome(answer.resultCode(), false, true, null, kinds(faults)));
        return new Reply.Said(answer);
    }

    private Reply step(String path, String body, Form form, List<String> numbers, Function<Form, Answer> call) {
        JdFault.OfStep wrong = numbers.isEmpty()
                ? null
                : book.drawForRequest(numbers, JdFault.OfStep.class).orElse(null);
        List<Line> lines = Concern.lines(path, form, numbers);
        return switch (wrong) {
            case null -> said(path, body, form, done(path, body, form, call));
            case JdFault.StepRefuse(String code) -> {
                write(path, body, lines, new JournalEntry.Outcome(code, false, true, null, List.of(wrong.kind())));
                yield new Reply.Said(Answer.no(code));
            }
            case JdFault.StepTimeoutBefore(Long millis) -> {
                write(
                        path,
                        body,
                        lines,
                        new JournalEntry.Outcome(wrong.kind(), false, false, null, List.of(wrong.kind())));
                yield silence(millis);
            }
            case JdFault.StepTimeoutAfterSuccess(Long millis) -> {
                Answer answer = done(path, body, form, call);
                write(
                        path,
                        body,
                        lines,
                        new JournalEntry.Outcome(wrong.kind(), answer.success(), false, null, List.of(wrong.kind())));
                yield silence(millis);
            }
        };
    }

    private Reply said(String path, String body, Form form, Answer answer) {
        List<String> numbers = house.hours().now(() -> concern.numbers(path, form));
        boolean taken = DEEDS.contains(path) && answer.success();
        write(
                path,
                body,
                Concern.lines(path, form, numbers),
                new JournalEntry.Outcome(answer.resultCode(), taken, true, null, List.of()));
        return new Reply.Said(answer);
    }

    private void write(String path, String body, List<Line> lines, JournalEntry.Outcome outcome) {
        journal.write(new JournalEntry(
                JournalEntry.Direction.RECEIVED,
                JdConfiguration.PARTNER,
                path,
                new JournalEntry.Content(body, raw -> Form.read(Form.TYPE, raw).asJson(), lines),
                outcome));
    }

    private static List<String> kinds(List<? extends JdFault> faults) {
        return faults.stream().map(JdFault::kind).toList();
    }

    private static Reply silence(@Nullable Long millis) {
        return new Reply.Silence(millis == null ? USUAL_SILENCE : Duration.ofMillis(millis));
    }
}
