package io.jiaxiao.order.payment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How payments are looked after.
 *
 * @param every     pause between two rounds
 * @param atOnce    how many payments, and how many refunds, one round takes at most
 * @param taken     how long what a round has taken is left alone should its instance die
 * @param firstLook how long after a code was shown the partner is first asked
 * @param stuck     a refund not done after so many tries needs a person
 */
@ConfigurationProperties("jiaxiao.payment")
public record PaymentProperties(
        @DefaultValue("1s") Duration every,
        @DefaultValue("32") int atOnce,
        @DefaultValue("1m") Duration taken,
        @DefaultValue("4s") Duration firstLook,
        @DefaultValue("8") int stuck) {}
