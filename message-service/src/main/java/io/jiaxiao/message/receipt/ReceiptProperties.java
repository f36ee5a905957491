package io.jiaxiao.message.receipt;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param strayAfter  how long a report is tried to be matched
 * @param clockSkew   how far the channel's clock may be from ours, for reports of attempts whose answer was lost; a
 *                    window too wide takes another message's report for this one's
 * @param sweepEvery  how often waiting reports are looked at
 */
@ConfigurationProperties("jiaxiao.receipt")
record ReceiptProperties(
        @DefaultValue("1h") Duration strayAfter,
        @DefaultValue("2m") Duration clockSkew,
        @DefaultValue("2s") Duration sweepEvery) {}
