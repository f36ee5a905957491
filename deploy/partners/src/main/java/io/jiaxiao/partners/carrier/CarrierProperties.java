package io.jiaxiao.partners.carrier;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The contract with the carrier, without its key. All of it INFERRED but the SPID and the service codes of DSMP.
 *
 * @param spId our enterprise code
 * @param products product id and its monthly price in fen
 * @param codeLifetime how long a code is good for
 * @param resendAfter pause before another code for the same number
 * @param mostTries wrong codes after which a transaction dies
 * @param decideAfter simulated time from acceptance to the decision
 * @param notifyUrl where decisions are told
 * @param dsmpUrl where the carrier's own changes are told
 * @param again simulated waits before each further try of either
 */
@ConfigurationProperties("jiaxiao.partners.carrier")
record CarrierProperties(
        @DefaultValue("901234") String spId,
        Map<String, Long> products,
        @DefaultValue("300s") Duration codeLifetime,
        @DefaultValue("60s") Duration resendAfter,
        @DefaultValue("5") int mostTries,
        @DefaultValue("800ms") Duration decideAfter,
        @DefaultValue("http://127.0.0.1:8080/callback/carrier/orders") URI notifyUrl,
        @DefaultValue("http://127.0.0.1:8080/callback/carrier/dsmp") URI dsmpUrl,
        @DefaultValue({"1m", "5m", "10m", "30m", "1h"}) List<Duration> again) {

    CarrierProperties {
        products = products == null || products.isEmpty() ? Map.of("XXT-MONTH", 1000L) : Map.copyOf(products);
    }
}
