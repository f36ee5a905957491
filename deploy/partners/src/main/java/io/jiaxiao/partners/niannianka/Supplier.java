package io.jiaxiao.partners.niannianka;

import io.jiaxiao.partners.books.BookedOrder;
import io.jiaxiao.partners.faults.FaultBook;
import io.jiaxiao.partners.journal.Journal;
import io.jiaxiao.partners.journal.JournalEntry;
import io.jiaxiao.partners.journal.Line;
import io.jiaxiao.partners.recharge.Fate;
import io.jiaxiao.partners.recharge.Reception;
import io.jiaxiao.partners.recharge.RechargeFault;
import io.jiaxiao.partners.recharge.Reply;
import io.jiaxiao.partners.time.Later;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers one request: checks the envelope, does what its method says, signs what it answers. */
final class Supplier {

    private static final List<Line> NOBODY = List.of();

    private final NiannianKaProperties properties;
    private final String secret;
    private final Shop shop;
    private final PurchaseRules rules;
    private final Queries queries;
    private final Progress progress;
    private final FaultBook book;
    private final Journal journal;
    private final Later later;
    private final Clock clock;
    private final JsonMapper json;

    Supplier(
            NiannianKaProperties properties,
            String secret,
            Shop shop,
            PurchaseRules rules,
            Queries queries,
            Progress progress,
            FaultBook book,
            Journal journal,
            Later later,
            Clock clock,
            JsonMapper json) {
        this.properties = properties;
        this.secret = secret;
        this.shop = shop;
        this.rules = rules;
        this.queries = queries;
        this.progress = progress;
        this.book = book;
        this.journal = journal;
        this.later = later;
        this.clock = clock;
        this.json = json;
    }

    Reply serve(String body) {
        Optional<Envelope> read = Envelope.read(body);
        if (read.isEmpty()) {
            return refuse(new Asked("?", body), NOBODY, Code.MALFORMED);
        }
        Envelope envelope = read.get();
        String prefix = properties.methodPrefix();
        boolean known = envelope.method().startsWith(prefix);
        String method = known ? envelope.method().substring(prefix.length()) : envelope.method();
        Asked asked = new Asked(method, body);
        Optional<Code> complaint = envelope.complaint(properties.appKey(), secret, clock, properties.timestampWindow());
        if (complaint.isPresent() || !known) {
            return refuse(asked, NOBODY, complaint.orElse(Code.METHOD));
        }
        ObjectNode content = envelope.content();
        return content == null ? refuse(asked, NOBODY, Code.PARAMETER) : dispatch(asked, content);
    }

    List<BookedOrder> books() {
        return shop.orders().stream()
                .map(order -> new BookedOrder(
                        order.purchase().orderNo(),
                        order.id(),
                        switch (order.state()) {
                            case untreated, processing -> BookedOrder.Standing.OPEN;
                            case success -> BookedOrder.Standing.SUPPLIED;
                            case failed -> BookedOrder.Standing.NOT_SUPPLIED;
                        },
                        order.purchase().priceFen()))
                .toList();
    }

    /** @return what there is so much of from now on; empty when it is not on offer */
    Optional<Goods> restock(String productId, int pieces) {
        return shop.restock(productId, pieces);
    }

    /** @param method without its prefix */
    private record Asked(String method, String body) {}

    private Reply dispatch(Asked asked, ObjectNode content) {
        return switch (asked.method()) {
            case "order.direct.add" -> add(asked, rules.direct(content));
            case "order.card.add" -> add(asked, rules.card(content));
            case "order.mobile.add" -> add(asked, rules.mobile(content));
            case "order.data.add" -> add(asked, rules.data(content));
            default ->
                switch (queries.answer(asked.method(), content)) {
                    case Queries.Answer.Found found -> {
                        if (found.about() != null && isHiddenBy(asked, found.about())) {
                            yield new Reply.Status(HttpStatus.INTERNAL_SERVER_ERROR.value());
                        }
                        List<Line> lines = found.about() == null
                                ? NOBODY
                                : List.of(found.about().line());
                        write(asked, lines, new JournalEntry.Outcome(Code.OK.name(), false, true, null, List.of()));
                        yield say(Code.OK, null, json.writeValueAsString(found.result()));
                    }
                    case Queries.Answer.Not not -> refuse(asked, NOBODY, not.code());
                };
        };
    }

    private boolean isHiddenBy(Asked asked, Purchase purchase) {
        Optional<RechargeFault.QueryHttp500> fault =
                book.drawForRequest(purchase.targets(), RechargeFault.QueryHttp500.class);
        fault.ifPresent(acting -> write(
                asked,
                List.of(purchase.line()),
                new JournalEntry.Outcome("HTTP_500", false, true, null, List.of(acting.kind()))));
        return fault.isPresent();
    }

    private Reply add(Asked asked, PurchaseRules.Read read) {
        return switch (read) {
            case PurchaseRules.Read.Wrong wrong -> refuse(asked, NOBODY, wrong.code());
            case PurchaseRules.Read.Fine fine -> add(asked, fine.purchase());
        };
    }

    private Reply add(Asked asked, Purchase purchase) {
        List<Line> lines = List.of(purchase.line());
        Optional<Code> complaint = shop.complaint(purchase);
        if (complaint.isPresent()) {
            return refuse(asked, lines, complaint.get());
        }
        Reception reception = Reception.draw(book, purchase.targets(), later);
        List<String> faults = reception.faults();
        return switch (reception.wrong()) {
            case null -> take(asked, purchase, faults, true, null);
            case RechargeFault.TimeoutAfterSuccess(Long millis) ->
                take(asked, purchase, faults, false, Reply.Silence.of(millis));
            case RechargeFault.Refuse(Integer code, String message) -> {
                write(asked, lines, new JournalEntry.Outcome(String.valueOf(code), false, true, null, faults));
                yield say(code, message == null ? Code.BUSY.message() : message, "");
            }
            case RechargeFault.EmptyBalance unused -> {
                write(asked, lines, new JournalEntry.Outcome(Code.BALANCE.name(), false, true, null, faults));
                yield say(Code.BALANCE, null, "");
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

    /** @param instead what is answered instead of the truth; null for the truth */
    private Reply take(Asked asked, Purchase purchase, List<String> faults, boolean answered, @Nullable Reply instead) {
        List<Line> lines = List.of(purchase.line());
        Shop.Placed placed =
                shop.place(purchase, () -> Fate.draw(book, purchase.targets(), properties.processingFor()));
        return switch (placed) {
            case Shop.Placed.Refused refused -> refuse(asked, lines, refused.code());
            case Shop.Placed.Taken(SupplyOrder order) -> {
                faults.addAll(order.fate().faults());
                String outcome = answered ? Code.OK.name() : "TIMEOUT_AFTER_SUCCESS";
                write(asked, lines, new JournalEntry.Outcome(outcome, true, answered, order.id(), faults));
                progress.start(order);
                yield instead != null ? instead : say(Code.OK, null, json.writeValueAsString(queries.brief(order)));
            }
        };
    }

    private Reply refuse(Asked asked, List<Line> lines, Code code) {
        write(asked, lines, new JournalEntry.Outcome(code.name(), false, true, null, List.of()));
        return say(code, null, "");
    }

    private Reply say(Code code, @Nullable String message, String result) {
        return say(properties.number(code), message == null ? code.message() : message, result);
    }

    /** The answer is signed like a request (INFERRED). */
    private Reply say(int code, String message, String result) {
        ObjectNode answer = json.createObjectNode()
                .put("code", code)
                .put("message", message)
                .put("result", result);
        answer.put(CharacterSignature.FIELD, CharacterSignature.of(answer, secret));
        return new Reply.Said(json.writeValueAsString(answer));
    }

    private void write(Asked asked, List<Line> lines, JournalEntry.Outcome outcome) {
        journal.write(new JournalEntry(
                JournalEntry.Direction.RECEIVED,
                NiannianKaConfiguration.PARTNER,
                asked.method(),
                new JournalEntry.Content(asked.body(), Envelope::decode, lines),
                outcome));
    }
}
