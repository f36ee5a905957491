package io.jiaxiao.partners.carrier;

import io.jiaxiao.partners.faults.FaultBook;
import io.jiaxiao.partners.journal.Journal;
import io.jiaxiao.partners.journal.JournalEntry;
import io.jiaxiao.partners.phones.Phones;
import io.jiaxiao.partners.recharge.Fen;
import io.jiaxiao.partners.recharge.Md5;
import io.jiaxiao.partners.recharge.Reply;
import io.jiaxiao.partners.time.Later;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers one call: checks who asks, then does it, or what was ordered instead. */
final class CarrierDesk {

    private final CarrierProperties properties;
    private final String key;
    private final Subscribers subscribers;
    private final Telling telling;
    private final Phones phones;
    private final FaultBook faults;
    private final Journal journal;
    private final Later later;
    private final JsonMapper json;

    CarrierDesk(
            CarrierProperties properties,
            String key,
            Subscribers subscribers,
            Telling telling,
            Phones phones,
            FaultBook faults,
            Journal journal,
            Later later,
            JsonMapper json) {
        this.properties = properties;
        this.key = key;
        this.subscribers = subscribers;
        this.telling = telling;
        this.phones = phones;
        this.faults = faults;
        this.journal = journal;
        this.later = later;
        this.json = json;
    }

    private record Answer(Code code, ObjectNode data) {
        static Answer no(Code code) {
            return new Answer(code, JsonNodeFactory.instance.objectNode());
        }
    }

    Reply serve(Call call, String raw) {
        Map<String, String> fields = read(raw);
        if (fields == null) {
            return told(call, "", raw, Answer.no(Code.PARAMETER), List.of());
        }
        String mobile = fields.getOrDefault("mobile", "");
        if (!Md5.same(fields.getOrDefault("sign", ""), Signature.of(fields, key))) {
            return told(call, mobile, raw, Answer.no(Code.SIGN), List.of());
        }
        boolean wrong = fields.getOrDefault("reqNo", "").isEmpty()
                || (call != Call.QUERY
                        && (!Phones.isMobile(mobile) || !properties.products().containsKey(fields.get("productId"))));
        if (wrong) {
            return told(call, mobile, raw, Answer.no(Code.PARAMETER), List.of());
        }
        CarrierFault.OfAnswer fault = faults.drawForRequest(
                        List.of(mobile), CarrierFault.OfAnswer.class, any -> any.call() == call)
                .orElse(null);
        List<String> kinds = fault == null ? List.of() : List.of(fault.kind());
        return switch (fault) {
            case null -> told(call, mobile, raw, run(call, fields), kinds);
            case CarrierFault.Refuse refuse -> told(call, mobile, raw, Answer.no(refuse.code()), kinds);
            case CarrierFault.Busy busy -> {
                if (busy.done()) {
                    run(call, fields);
                }
                yield told(call, mobile, raw, Answer.no(Code.BUSY), kinds);
            }
            case CarrierFault.Slow slow -> {
                later.await(slow.time());
                yield told(call, mobile, raw, run(call, fields), kinds);
            }
            case CarrierFault.Timeout silence -> {
                String word = silence.done() ? run(call, fields).code().name() : "TIMEOUT";
                write(call, mobile, raw, new JournalEntry.Outcome(word, silence.done(), false, null, kinds));
                yield Reply.Silence.of(silence.millis());
            }
        };
    }

    private Answer run(Call call, Map<String, String> fields) {
        String mobile = fields.getOrDefault("mobile", "");
        String product = fields.getOrDefault("productId", "");
        String reqNo = fields.getOrDefault("reqNo", "");
        return switch (call) {
            case CHECK -> check(mobile, product);
            case SEND_CODE -> sendCode(mobile, product);
            case CONFIRM -> confirm(reqNo, mobile, product, fields);
            case QUERY -> query(fields);
            case UNSUBSCRIBE -> {
                Subscribers.OrderResult result = subscribers.unsubscribe(reqNo, mobile, product);
                if (result.line() == null) {
                    yield Answer.no(result.code());
                }
                telling.notify(result.line());
                yield new Answer(Code.OK, telling.view(result.line()));
            }
        };
    }

    private Answer check(String mobile, String product) {
        boolean runs = subscribers.runs(mobile, product);
        return new Answer(
                Code.OK,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("eligible", !runs)
                        .put("reasonCode", runs ? Code.SUBSCRIBED.number() : Code.OK.number())
                        .put("price", Fen.toYuan(properties.products().getOrDefault(product, 0L)))
                        .put("effectiveType", "IMMEDIATE"));
    }

    private Answer sendCode(String mobile, String product) {
        Subscribers.CodeResult result = subscribers.sendCode(mobile, product);
        Subscribers.Sent sent = result.sent();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        if (sent == null) {
            return new Answer(
                    result.code(), result.waitSeconds() > 0 ? data.put("waitSeconds", result.waitSeconds()) : data);
        }
        String text = "【中国移动】您正在订购" + product + "（每月"
                + Fen.toYuan(properties.products().getOrDefault(product, 0L))
                + "元，次月起按月扣费，退订请发TD至10086），验证码" + sent.code() + "，"
                + properties.codeLifetime().toMinutes() + "分钟内有效。";
        phones.receive(mobile, "10086", text, CarrierConfiguration.PARTNER, sent.txnId());
        return new Answer(
                Code.OK,
                data.put("txnId", sent.txnId())
                        .put("expireSeconds", properties.codeLifetime().toSeconds())
                        .put("resendSeconds", properties.resendAfter().toSeconds()));
    }

    private Answer confirm(String reqNo, String mobile, String product, Map<String, String> fields) {
        boolean known = subscribers.byRequest(reqNo).isPresent();
        Subscribers.OrderResult result = subscribers.confirm(
                reqNo, fields.getOrDefault("txnId", ""), mobile, product, fields.getOrDefault("smsCode", ""));
        Line line = result.line();
        if (result.code() != Code.OK || line == null) {
            return Answer.no(result.code());
        }
        if (!known) {
            decideLater(line);
        }
        return new Answer(Code.OK, telling.view(line));
    }

    /** What was accepted is decided a little later, and told. */
    void decideLater(Line line) {
        String mobile = line.mobile();
        boolean fails = faults.drawForRequest(List.of(mobile), CarrierFault.FailLater.class)
                .isPresent();
        later.after(properties.decideAfter(), () -> {
            Line decided = subscribers.decide(line, !fails);
            telling.notify(decided);
            if (!fails) {
                phones.receive(
                        mobile,
                        "10086",
                        "【中国移动】您已成功订购" + line.productId() + "。",
                        CarrierConfiguration.PARTNER,
                        line.orderId());
            }
        });
    }

    private Answer query(Map<String, String> fields) {
        String order = fields.getOrDefault("orderId", "");
        var found = order.isEmpty()
                ? subscribers.byRequest(fields.getOrDefault("queryReqNo", ""))
                : subscribers.byOrder(order);
        return found.map(line -> new Answer(Code.OK, telling.view(line))).orElseGet(() -> Answer.no(Code.NO_ORDER));
    }

    private @Nullable Map<String, String> read(String raw) {
        try {
            JsonNode node = json.readTree(raw);
            if (!node.isObject()) {
                return null;
            }
            Map<String, String> fields = new HashMap<>();
            node.properties()
                    .forEach(each -> fields.put(each.getKey(), each.getValue().asString("")));
            return fields;
        } catch (JacksonException notJson) {
            return null;
        }
    }

    private Reply told(Call call, String mobile, String raw, Answer answer, List<String> kinds) {
        boolean ok = answer.code() == Code.OK;
        write(call, mobile, raw, new JournalEntry.Outcome(answer.code().name(), ok, true, null, kinds));
        ObjectNode node = json.createObjectNode();
        node.put("code", answer.code().number()).put("desc", answer.code().words());
        node.set("data", answer.data());
        return new Reply.Said(json.writeValueAsString(node));
    }

    private void write(Call call, String mobile, String raw, JournalEntry.Outcome outcome) {
        var about = mobile.isEmpty()
                ? List.<io.jiaxiao.partners.journal.Line>of()
                : List.of(new io.jiaxiao.partners.journal.Line(mobile, call.path()));
        journal.write(new JournalEntry(
                JournalEntry.Direction.RECEIVED,
                CarrierConfiguration.PARTNER,
                call.path(),
                new JournalEntry.Content(raw, this::decoded, about),
                outcome));
    }

    private @Nullable JsonNode decoded(String raw) {
        try {
            return json.readTree(raw);
        } catch (JacksonException notJson) {
            return null;
        }
    }
}
