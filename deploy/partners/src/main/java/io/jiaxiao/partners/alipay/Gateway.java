package io.jiaxiao.partners.alipay;

import io.jiaxiao.partners.faults.FaultBook;
import io.jiaxiao.partners.journal.Journal;
import io.jiaxiao.partners.journal.JournalEntry;
import io.jiaxiao.partners.journal.Line;
import io.jiaxiao.partners.recharge.Reply;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one address: checks who asks, lets the desk do it, signs the exact text of the answer. */
final class Gateway {

    private final AlipayProperties properties;
    private final Rsa2 keys;
    private final Desk desk;
    private final FaultBook faults;
    private final Journal journal;
    private final JsonMapper json;

    Gateway(AlipayProperties properties, Rsa2 keys, Desk desk, FaultBook faults, Journal journal, JsonMapper json) {
        this.properties = properties;
        this.keys = keys;
        this.desk = desk;
        this.faults = faults;
        this.journal = journal;
        this.json = json;
    }

    /** @param raw the body as it came, for the journal */
    Reply serve(@Nullable String query, String raw) {
        Optional<GatewayRequest> read = GatewayRequest.read(query, raw);
        if (read.isEmpty()) {
            return refuse("error_response", "?", raw, Answer.invalid("isv.invalid-parameter"));
        }
        GatewayRequest request = read.get();
        String method = request.text("method");
        Optional<Call> call = Call.of(method);
        String node = call.map(Call::node).orElse("error_response");
        Optional<Answer> complaint = request.complaint(properties.appId(), keys);
        if (complaint.isPresent()) {
            return refuse(node, method, raw, complaint.get());
        }
        if (call.isEmpty()) {
            return refuse(node, method, raw, Answer.invalid("isv.invalid-method"));
        }
        Optional<JsonNode> content = request.content(json);
        if (content.isEmpty()) {
            return refuse(node, method, raw, Answer.invalid("isv.invalid-parameter"));
        }
        return switch (desk.read(call.get(), content.get(), request.text("notify_url"))) {
            case Desk.Read.Wrong(Answer wrong) -> refuse(node, method, raw, wrong);
            case Desk.Read.Fine fine -> answer(call.get(), fine.errand(), raw);
        };
    }

    private Reply answer(Call call, Desk.Errand errand, String raw) {
        AlipayFault.OfAnswer fault = faults.drawForRequest(
                        errand.numbers(), AlipayFault.OfAnswer.class, any -> any.call() == call)
                .orElse(null);
        List<String> kinds = fault == null ? List.of() : List.of(fault.kind());
        return switch (fault) {
            case null -> told(call, errand, raw, desk.run(errand), keys, kinds);
            case AlipayFault.Busy busy -> {
                if (busy.done()) {
                    desk.run(errand);
                }
                yield told(call, errand, raw, Answer.busy(), keys, kinds);
            }
            case AlipayFault.Timeout silence -> {
                String word = silence.done() ? desk.run(errand).word() : "TIMEOUT";
                write(call.method(), raw, errand, new JournalEntry.Outcome(word, silence.done(), false, null, kinds));
                yield Reply.Silence.of(silence.millis());
            }
            case AlipayFault.BadSign unused -> told(call, errand, raw, desk.run(errand), keys.forged(), kinds);
            case AlipayFault.Refuse refuse -> told(call, errand, raw, Answer.business(refuse.subCode()), keys, kinds);
            case AlipayFault.Http500 unused -> {
                write(call.method(), raw, errand, new JournalEntry.Outcome("HTTP_500", false, true, null, kinds));
                yield new Reply.Status(HttpStatus.INTERNAL_SERVER_ERROR.value());
            }
        };
    }

    private Reply told(Call call, Desk.Errand errand, String raw, Answer answer, Rsa2 signer, List<String> kinds) {
        write(
                call.method(),
                raw,
                errand,
                new JournalEntry.Outcome(
                        answer.word(),
                        answer.isOk(),
                        true,
                        answer.more().path("trade_no").asString(null),
                        kinds));
        return say(call.node(), answer, signer);
    }

    private Reply refuse(String node, String method, String raw, Answer answer) {
        write(method, raw, null, new JournalEntry.Outcome(answer.word(), false, true, null, List.of()));
        return say(node, answer, keys);
    }

    /** The signature is over the text of the node as it stands in the answer, so the text is made once. */
    private Reply say(String node, Answer answer, Rsa2 signer) {
        String text = json.writeValueAsString(answer.json());
        String sign = answer.signed() ? ",\"sign\":\"" + signer.sign(text) + "\"" : "";
        return new Reply.Said("{\"" + node + "\":" + text + sign + "}");
    }

    private void write(String method, String raw, Desk.@Nullable Errand errand, JournalEntry.Outcome outcome) {
        List<Line> lines = errand == null ? List.of() : List.of(new Line(errand.number(), method));
        journal.write(new JournalEntry(
                JournalEntry.Direction.RECEIVED,
                AlipayConfiguration.PARTNER,
                method,
                new JournalEntry.Content(raw, this::decoded, lines),
                outcome));
    }

    private @Nullable JsonNode decoded(String raw) {
        return GatewayRequest.read(null, raw)
                .flatMap(request -> request.content(json))
                .orElse(null);
    }
}
