package io.jiaxiao.partners.niannianka;

import io.jiaxiao.partners.recharge.Carrier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The contract with 年年卡, without its secret. All of it is INFERRED from the Fulu shape.
 *
 * @param appKey who we are
 * @param methodPrefix what stands before {@code order.card.add} and the like
 * @param timestampWindow how far a timestamp may be from the partner's time, either way
 * @param balance opening balance in fen
 * @param untreatedFor simulated time an order waits before it is in processing
 * @param processingFor simulated time in processing
 * @param callbackUrl where the end of an order is told; {@code {pathToken}} stands for the secret path part
 * @param acknowledgement the word that stops the callbacks
 * @param pushAgainAfter simulated waits before each further callback
 * @param codes other numbers for answers
 * @param maintained carriers that cannot be recharged
 * @param mostOrders orders remembered; the oldest are forgotten
 */
@ConfigurationProperties("jiaxiao.partners.niannianka")
record NiannianKaProperties(
        @DefaultValue("demoKey") String appKey,
        @DefaultValue("fulu.") String methodPrefix,
        @DefaultValue("10m") Duration timestampWindow,
        @DefaultValue("100000000") long balance,
        @DefaultValue("300ms") Duration untreatedFor,
        @DefaultValue("700ms") Duration processingFor,
        @Nullable String callbackUrl,
        @DefaultValue("success") String acknowledgement,
        @DefaultValue({"15s", "30s", "3m", "10m", "20m", "30m"}) List<Duration> pushAgainAfter,
        @DefaultValue Map<Code, Integer> codes,
        @DefaultValue Set<Carrier> maintained,
        @DefaultValue("50000") int mostOrders) {

    int number(Code code) {
        return codes.getOrDefault(code, code.usual());
    }
}
