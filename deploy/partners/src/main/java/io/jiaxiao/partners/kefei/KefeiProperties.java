package io.jiaxiao.partners.kefei;

import io.jiaxiao.partners.recharge.Carrier;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The contract with 科飞, without its key.
 *
 * @param agentAccount who we are
 * @param allowedIps where requests may come from
 * @param hashCharset bytes under the signature: US-ASCII refuses what is not, as clients disagree about the rest
 * @param urlCharset of the URL-encoded fields; INFERRED
 * @param balance opening balance in fen
 * @param perMille what we pay for a thousand of face value, by carrier; made up
 * @param step simulated time in each state of an order
 * @param acknowledgement the word that stops the callbacks
 * @param pushAgainAfter simulated waits before each further callback; INFERRED
 * @param statementAction action of the daily statement; INFERRED
 * @param mostOrders orders remembered; the oldest are forgotten
 */
@ConfigurationProperties("jiaxiao.partners.kefei")
record KefeiProperties(
        @DefaultValue("demoAgent") String agentAccount,
        @DefaultValue({"127.0.0.1", "0:0:0:0:0:0:0:1"}) Set<String> allowedIps,
        @DefaultValue("US-ASCII") Charset hashCharset,
        @DefaultValue("UTF-8") Charset urlCharset,
        @DefaultValue("100000000") long balance,
        @DefaultValue Map<Carrier, Integer> perMille,
        @DefaultValue("400ms") Duration step,
        @DefaultValue("OK") String acknowledgement,
        @DefaultValue({"15s", "30s", "3m", "10m", "30m"}) List<Duration> pushAgainAfter,
        @DefaultValue("DZ") String statementAction,
        @DefaultValue("50000") int mostOrders) {

    private static final int USUAL_PER_MILLE = 995;

    int perMille(Carrier carrier) {
        return perMille.getOrDefault(carrier, USUAL_PER_MILLE);
    }
}
