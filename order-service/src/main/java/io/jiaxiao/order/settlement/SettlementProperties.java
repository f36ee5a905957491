package io.jiaxiao.order.settlement;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When days are settled.
 *
 * @param every        pause between two rounds
 * @param alipayReady  time of the next day at which Alipay's bill is first asked for (partners.md 3.7)
 * @param carrierReady time of the next day at which the carrier's file is first asked for (INFERRED)
 * @param midnight     how far two clocks may be apart around midnight; what moved so shortly before it belongs to the next day's comparison
 * @param again        pause before a file that is not there is asked for again
 * @param late         so long after it should be there, people are told that it is not
 * @param repairAgain  pause before a day with something under repair is compared again
 * @param repairs      how often it is, before people are told
 * @param lookAgain    pause before a day that differs is compared again
 * @param lookingFor   how long after its day that is done
 * @param atOnce       how many days one round takes
 * @param mostTold     how many differences of a day get a line of their own in the work list
 */
@ConfigurationProperties("jiaxiao.settlement")
public record SettlementProperties(
        @DefaultValue("1m") Duration every,
        @DefaultValue("570m") Duration alipayReady,
        @DefaultValue("6h") Duration carrierReady,
        @DefaultValue("10m") Duration midnight,
        @DefaultValue("10m") Duration again,
        @DefaultValue("6h") Duration late,
        @DefaultValue("5m") Duration repairAgain,
        @DefaultValue("4") int repairs,
        @DefaultValue("6h") Duration lookAgain,
        @DefaultValue("7d") Duration lookingFor,
        @DefaultValue("4") int atOnce,
        @DefaultValue("50") int mostTold) {}
