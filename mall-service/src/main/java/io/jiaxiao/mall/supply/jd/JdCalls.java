package io.jiaxiao.mall.supply.jd;

import io.jiaxiao.mall.supply.ChannelUnavailableException;
import io.jiaxiao.mall.supply.call.Lanes;
import io.jiaxiao.starter.partner.PartnerGate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Every call to JD's API: through the gate, with a token, and once more when JD had forgotten the token. */
final class JdCalls {

    private static final Set<String> UNWELL = Set.of("5001", "5002", JdCodes.NOT_CONNECTED, JdCodes.NO_TOKEN);

    private final JdPost post;
    private final JdTokens tokens;
    private final PartnerGate gate;
    private final Set<String> tokenCodes;

    JdCalls(JdPost post, JdTokens tokens, PartnerGate gate, Set<String> tokenCodes) {
        this.post = post;
        this.tokens = tokens;
        this.gate = gate;
        this.tokenCodes = Set.copyOf(tokenCodes);
    }

    /** Which places and which rate a call uses. */
    enum Line {
        ORDER,
        READ
    }

    /** @param path such as {@code order/submitOrder} */
    JdAnswer call(Line line, String path, Map<String, String> params) {
        Supplier<JdAnswer> call = () -> withToken("/api/" + path, params);
        JdAnswer closed = new JdAnswer.NotMade(JdCodes.GATE_CLOSED);
        return gate.through(line == Line.ORDER ? Lanes.ORDER : Lanes.QUESTION, call, JdCalls::isTrouble, closed);
    }

    /**
     * Asks for something that changes nothing.
     *
     * @return missing when JD says that there is nothing
     * @throws ChannelUnavailableException when there is no clear answer
     */
    JsonNode read(String path, Map<String, String> params) {
        JdAnswer answer = call(Line.READ, path, params);
        if (answer instanceof JdAnswer.Told told) {
            if (told.success()) {
                return told.result();
            }
            if (told.code().equals(JdCodes.NOTHING_THERE)) {
                return JdJson.nothing();
            }
        }
        throw new ChannelUnavailableException("京东 " + path + " could not be asked: " + answer.code());
    }

    /** A dead token is noticed before the call is looked at, so sending it again does nothing twice. */
    private JdAnswer withToken(String path, Map<String, String> params) {
        Optional<String> token = tokens.current();
        if (token.isEmpty()) {
            return new JdAnswer.NotMade(JdCodes.NO_TOKEN);
        }
        JdAnswer first = send(path, params, token.get());
        if (!isForgotten(first)) {
            return first;
        }
        Optional<String> another = tokens.instead(token.get());
        if (another.isEmpty()) {
            return new JdAnswer.NotMade(JdCodes.NO_TOKEN);
        }
        JdAnswer second = send(path, params, another.get());
        return isForgotten(second) ? new JdAnswer.NotMade(JdCodes.NO_TOKEN) : second;
    }

    private JdAnswer send(String path, Map<String, String> params, String token) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("token", token);
        form.putAll(params);
        return post.send(path, form);
    }

    private boolean isForgotten(JdAnswer answer) {
        return answer instanceof JdAnswer.Told told && !told.success() && tokenCodes.contains(told.code());
    }

    private static boolean isTrouble(JdAnswer answer) {
        return answer instanceof JdAnswer.Silent || UNWELL.contains(answer.code());
    }
}
