package io.jiaxiao.partners.kefei;

import io.jiaxiao.partners.books.BookedOrder;
import io.jiaxiao.partners.faults.FaultBook;
import io.jiaxiao.partners.journal.Journal;
import io.jiaxiao.partners.journal.JournalEntry;
import io.jiaxiao.partners.journal.Line;
import io.jiaxiao.partners.recharge.Fate;
import io.jiaxiao.partners.recharge.Fen;
import io.jiaxiao.partners.recharge.Reception;
import io.jiaxiao.partners.recharge.RechargeFault;
import io.jiaxiao.partners.recharge.Reply;
import io.jiaxiao.partners.time.Later;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers one request: checks who asks, then does what its action says. */
final class Recharges {

    private static final List<Line> NOBODY = List.of();
    private static final List<Integer> USUAL = List.of(ChargeOrder.WAITING, ChargeOrder.PROCESSING, ChargeOrder.PAID);
    private static final List<Integer> FAILING =
            List.of(ChargeOrder.WAITING, ChargeOrder.PROCESSING, ChargeOrder.FAILED);

    private final KefeiProperties properties;
    private final String key;
    private final Agent agent;
    private final WishRules rules;
    private final Queries queries;
    private final Progress progress;
    private final FaultBook book;
    private final Journal journal;
    private final Later later;
    private final JsonMapper json;

    Recharges(
            KefeiProperties properties,
            String key,
            Agent agent,
            Queries queries,
            Progress progress,
            FaultBook book,
            Journal journal,
            Later later,
            JsonMapper json) {
        this.properties = properties;
        this.key = key;
        this.agent = agent;
        this.rules = new WishRules(properties.urlCharset());
        this.queries = queries;
        this.progress = progress;
        this.book = book;
        this.journal = journal;
        this.later = later;
        this.json = json;
    }

    List<BookedOrder> books() {
        return agent.orders(any -> true).stream()
                .map(order -> new BookedOrder(
                        order.wish().orderId(), order.chargeId(), standing(order.state()), order.paymentFen()))
                .toList();
    }

    private static BookedOrder.Standing standing(int state) {
        if (ChargeOrder.isSuccess(state)) {
            return BookedOrder.Standing.SUPPLIED;
        }
        return ChargeOrder.isFailure(state) ? BookedOrder.Standing.NOT_SUPPLIED : BookedOrder.Standing.OPEN;
    }

    /** @param action null when it could not be read */
    private record Asked(String action, String text) {}

    /**
     * Serves a request.
     *
     * @param text of the body, or null when it was not GBK
     * @param ip where it came from
     */
    Reply serve(@Nullable String text, String ip) {
        Optional<KefeiRequest> read = text == null ? Optional.empty() : KefeiRequest.read(text);
        if (read.isEmpty()) {
            return refuse(new Asked("?", text == null ? "" : text), NOBODY, ErrorCode.MALFORMED);
        }
        KefeiRequest request = read.get();
        String action = request.text("action");
        Asked asked = new Asked(action == null ? "?" : action, request.busiText());
        Optional<ErrorCode> stranger = stranger(request, ip);
        if (stranger.isPresent()) {
            return refuse(asked, NOBODY, stranger.get());
        }
        return switch (asked.action()) {
            case "CZ" ->
                switch (rules.read(request)) {
                    case WishRules.Read.Wrong wrong -> refuse(asked, NOBODY, wrong.code());
                    case WishRules.Read.Fine fine -> charge(asked, fine.wish());
                };
            case "CX" -> query(asked, request);
            default -> {
                Optional<ObjectNode> found = queries.answer(asked.action(), request);
                if (found.isEmpty()) {
                    yield refuse(asked, NOBODY, queries.complaint(asked.action()));
                }
                write(asked, NOBODY, new JournalEntry.Outcome(ErrorCode.OK.name(), false, true, null, List.of()));
                yield say(asked, ErrorCode.OK.number(), ErrorCode.OK.description(), found.get());
            }
        };
    }

    private Optional<ErrorCode> stranger(KefeiRequest request, String ip) {
        if (!properties.allowedIps().contains(ip)) {
            return Optional.of(ErrorCode.IP);
        }
        if (!request.agentAccount().equals(properties.agentAccount())) {
            return Optional.of(ErrorCode.AGENT);
        }
        return request.isSignedWith(key, properties.hashCharset()) ? Optional.empty() : Optional.of(ErrorCode.SIGN);
    }

    private Reply query(Asked asked, KefeiRequest request) {
        Optional<ChargeOrder> found =
                Optional.ofNullable(request.text("orderId")).flatMap(agent::order);
        if (found.isEmpty()) {
            return refuse(asked, NOBODY, ErrorCode.NOT_FOUND);
        }
        List<Line> lines = List.of(found.get().wish().line());
        Optional<RechargeFault.QueryHttp500> fault =
                book.drawForRequest(found.get().wish().targets(), RechargeFault.QueryHttp500.class);
        if (fault.isPresent()) {
            List<String> faults = List.of(fault.get().kind());
            write(asked, lines, new JournalEntry.Outcome("HTTP_500", false, true, null, faults));
            return new Reply.Status(HttpStatus.INTERNAL_SERVER_ERROR.value());
        }
        write(asked, lines, new JournalEntry.Outcome(ErrorCode.OK.name(), false, true, null, List.of()));
        return say(asked, ErrorCode.OK.number(), ErrorCode.OK.description(), queries.state(found.get()));
    }

    private Reply charge(Asked asked, ChargeOrder.Wish wish) {
        List<Line> lines = List.of(wish.line());
        long payment = Fen.discounted(wish.faceYuan() * 100L, properties.perMille(wish.carrier()));
        Optional<ErrorCode> complaint = agent.complaint(wish, payment);
        if (complaint.isPresent()) {
            return refuse(asked, lines, complaint.get());
        }
        Reception reception = Reception.draw(book, wish.targets(), later);
        List<String> faults = reception.faults();
        return switch (reception.wrong()) {
            case null -> surely(asked, wish, payment, faults);
            case RechargeFault.TimeoutAfterSuccess(Long millis) -> {
                Reply silence = Reply.Silence.of(millis);
                yield take(asked, wish, payment, faults, "TIMEOUT_AFTER_SUCCESS", Optional.empty(), silence);
            }
            case RechargeFault.Refuse(Integer code, String message) -> {
                write(asked, lines, new JournalEntry.Outcome(String.valueOf(code), false, true, null, faults));
                yield say(asked, code, message == null ? "系统繁忙" : message, json.createObjectNode());
            }
            case RechargeFault.EmptyBalance unused -> {
                write(asked, lines, new JournalEntry.Outcome(ErrorCode.BALANCE.name(), false, true, null, faults));
                yield say(asked, ErrorCode.BALANCE);
            }
            case RechargeFault.TimeoutBefore(Long millis) -> {
                write(asked, lines, new JournalEntry.Outcome("TIMEOUT_BEFORE", false, false, null, faults));
                yield Reply.Silence.of(millis);
            }
            case RechargeFault.Http500 unused -> {
                write(asked, lines, new JournalEntry.Outcome("HTTP_500", false, true, null, faults));
                yield new Reply.Status(HttpStatus.INTERNAL_SERVER_ERROR.value());
            }
        };
    }

    /** Answered at least, though perhaps with -310. */
    private Reply surely(Asked asked, ChargeOrder.Wish wish, long payment, List<String> faults) {
        Optional<RechargeFault.Uncertain> uncertain =
                book.drawForRequest(wish.targets(), RechargeFault.Uncertain.class);
        if (uncertain.isEmpty()) {
            return take(asked, wish, payment, faults, ErrorCode.OK.name(), Optional.empty(), null);
        }
        faults.add(uncertain.get().kind());
        Reply shrug = say(asked, ErrorCode.UNCERTAIN);
        String outcome = ErrorCode.UNCERTAIN.name();
        return switch (uncertain.get().then()) {
            case SUCCESS -> take(asked, wish, payment, faults, outcome, Optional.of(USUAL), shrug);
            case FAIL -> take(asked, wish, payment, faults, outcome, Optional.of(FAILING), shrug);
            case NEVER_MADE -> {
                write(asked, List.of(wish.line()), new JournalEntry.Outcome(outcome, false, true, null, faults));
                yield shrug;
            }
        };
    }

    /**
     * @param states what the order goes through; empty for what its other faults say
     * @param instead what is answered instead of the truth; null for the truth
     */
    private Reply take(
            Asked asked,
            ChargeOrder.Wish wish,
            long payment,
            List<String> faults,
            String outcome,
            Optional<List<Integer>> states,
            @Nullable Reply instead) {
        Fate fate = Fate.draw(book, wish.targets(), properties.step());
        List<String> all = new ArrayList<>(faults);
        all.addAll(fate.faults());
        Optional<RechargeFault.States> ordered =
                states.isPresent() ? Optional.empty() : book.drawForRequest(wish.targets(), RechargeFault.States.class);
        ordered.ifPresent(fault -> all.add(fault.kind()));
        Optional<RechargeFault.ReverseAfterSuccess> reversal =
                book.drawForRequest(wish.targets(), RechargeFault.ReverseAfterSuccess.class);
        reversal.ifPresent(fault -> all.add(fault.kind()));
        List<Integer> path =
                states.or(() -> ordered.map(RechargeFault.States::states)).orElse(fate.fails() ? FAILING : USUAL);
        Progress.Path whole = new Progress.Path(path, reversal.map(fault -> Duration.ofMillis(fault.millis())));
        return switch (agent.place(wish, payment, whole, fate)) {
            case Agent.Placed.Refused refused -> refuse(asked, List.of(wish.line()), refused.code());
            case Agent.Placed.Taken(ChargeOrder order) -> {
                boolean answered = !(instead instanceof Reply.Silence);
                write(
                        asked,
                        List.of(wish.line()),
                        new JournalEntry.Outcome(outcome, true, answered, order.chargeId(), all));
                progress.start(order, whole.rest());
                yield instead != null
                        ? instead
                        : say(asked, ErrorCode.OK.number(), ErrorCode.OK.description(), queries.accepted(order));
            }
        };
    }

    private Reply refuse(Asked asked, List<Line> lines, ErrorCode code) {
        write(asked, lines, new JournalEntry.Outcome(code.name(), false, true, null, List.of()));
        return say(asked, code);
    }

    private Reply say(Asked asked, ErrorCode code) {
        return say(asked, code.number(), code.description(), json.createObjectNode());
    }

    private Reply say(Asked asked, int code, String description, ObjectNode more) {
        ObjectNode answer =
                json.createObjectNode().put("action", asked.action()).put("agentAccount", properties.agentAccount());
        answer.setAll(more);
        answer.put("errorCode", code).put("errorDesc", description);
        return new Reply.Said(json.writeValueAsString(answer));
    }

    private void write(Asked asked, List<Line> lines, JournalEntry.Outcome outcome) {
        journal.write(new JournalEntry(
                JournalEntry.Direction.RECEIVED,
                KefeiConfiguration.PARTNER,
                asked.action(),
                new JournalEntry.Content(asked.text(), KefeiRequest::decode, lines),
                outcome));
    }
}
