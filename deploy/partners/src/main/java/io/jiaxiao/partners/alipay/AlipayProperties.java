package io.jiaxiao.partners.alipay;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The merchant's contract, without its keys.
 *
 * @param sellerId the merchant's account, 16 digits from 2088
 * @param payWithin how long a scanned trade waits for its money when the order names no time
 * @param codeLifetime how long a code can be scanned when the order names no time
 * @param notifyDelay simulated time from an event to its first notify
 * @param notifyAgainAfter simulated waits before each further notify (partners.md 3.6)
 * @param tellsClosed whether a closed trade is notified: product-dependent
 * @param billsOfToday whether a bill of the running day can be had, which the real one cannot; for demonstrations
 * @param billReadyAt time of the next day from which a bill is there; INFERRED
 * @param linkLifetime how long the address of a bill serves
 * @param mostTrades trades remembered; the oldest are forgotten
 */
@ConfigurationProperties("jiaxiao.partners.alipay")
record AlipayProperties(
        @DefaultValue("2021000000000001") String appId,
        @DefaultValue("2088000000000156") String sellerId,
        @DefaultValue("pay@demo.example") String sellerEmail,
        @DefaultValue("90m") Duration payWithin,
        @DefaultValue("2h") Duration codeLifetime,
        @DefaultValue("0s") Duration notifyDelay,
        @DefaultValue({"4m", "10m", "10m", "1h", "2h", "6h", "15h"}) List<Duration> notifyAgainAfter,
        @DefaultValue("true") boolean tellsClosed,
        @DefaultValue("false") boolean billsOfToday,
        @DefaultValue("9h") Duration billReadyAt,
        @DefaultValue("30s") Duration linkLifetime,
        @DefaultValue("50000") int mostTrades) {}
