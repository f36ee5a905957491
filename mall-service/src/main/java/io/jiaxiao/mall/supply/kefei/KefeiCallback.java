package io.jiaxiao.mall.supply.kefei;

import io.jiaxiao.mall.supply.SupplyNotice;
import io.jiaxiao.mall.supply.call.Md5;
import io.jiaxiao.mall.supply.callback.CallbackForm;
import io.jiaxiao.mall.supply.callback.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Verifies and reads what 科飞 tells by itself (partners.md 7.3). Nothing in it says when it was sent, so an old one cannot be
 * told from a new one; as a notice only makes us ask, an old one costs one question.
 */
@Component
public final class KefeiCallback {

    /** Acknowledges a callback. */
    public static final String ACKNOWLEDGEMENT = "OK";

    private final KefeiProperties properties;

    KefeiCallback(KefeiProperties properties) {
        this.properties = properties;
    }

    public Verdict judge(byte[] body) {
        Optional<Map<String, String>> read = CallbackForm.read(body, BusiBody.GBK);
        if (read.isEmpty()) {
            return new Verdict.Bad(Verdict.Fault.MALFORMED);
        }
        Map<String, String> form = read.get();
        if (!properties.isOpen() || !Md5.same(form.getOrDefault("Sign", ""), sign(form, properties.md5Key()))) {
            return new Verdict.Bad(Verdict.Fault.FORGED);
        }
        if (!form.getOrDefault("AgentAccount", "").equals(properties.agentAccount())) {
            return new Verdict.Bad(Verdict.Fault.FOREIGN);
        }
        String number = form.getOrDefault("Orderid", "");
        String chargeId = form.getOrDefault("Chargeid", "");
        String state = form.getOrDefault("Orderstatu_int", "");
        if (!number.matches("[A-Za-z0-9_-]{1,64}")
                || !chargeId.matches("[A-Za-z0-9_-]{0,64}")
                || !state.matches("\\d{1,3}")) {
            return new Verdict.Bad(Verdict.Fault.MALFORMED);
        }
        return new Verdict.Genuine(new SupplyNotice(KefeiChannel.NAME, number, chargeId, kind(state), state));
    }

    static String sign(Map<String, String> form, String md5Key) {
        StringBuilder signed = new StringBuilder();
        for (String field : new String[] {"Orderid", "Chargeid", "Orderstatu_int", "Errorcode"}) {
            signed.append(field)
                    .append('=')
                    .append(form.getOrDefault(field, ""))
                    .append('&');
        }
        return Md5.hex(signed.append("Password=").append(md5Key).toString(), StandardCharsets.UTF_8);
    }

    private static SupplyNotice.Kind kind(String state) {
        return switch (State.of(state)) {
            case SUCCESS -> SupplyNotice.Kind.FULFILLED;
            case FAILED -> SupplyNotice.Kind.FAILED;
            case RETURNED -> SupplyNotice.Kind.REVERSED;
            case PENDING, FROZEN, UNHEARD_OF -> SupplyNotice.Kind.CHANGED;
        };
    }
}
