package io.jiaxiao.starter.ids;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How worker ids are leased.
 *
 * @param lease          how long ids may be given out without the database
 * @param renewEvery     how often the lease is lengthened while all is well
 * @param takeoverMargin how much longer than the lease a silent holder's worker id is left alone
 */
@ConfigurationProperties("jiaxiao.ids")
public record IdsProperties(
        @DefaultValue("60s") Duration lease,
        @DefaultValue("10s") Duration renewEvery,
        @DefaultValue("10s") Duration takeoverMargin) {

    /** @throws IllegalArgumentException if one missed renewal would already stop the ids */
    public IdsProperties {
        if (lease.compareTo(renewEvery.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("jiaxiao.ids.lease must be at least twice jiaxiao.ids.renew-every");
        }
    }
}
