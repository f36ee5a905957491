package io.jiaxiao.order.renewal;

import io.jiaxiao.order.place.SchoolRoster;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param every how long after a round the next one looks for work
 * @param chunk children renewed in one transaction at most, 1 to 1000: as many as roster-service tells of in one answer
 */
@ConfigurationProperties("jiaxiao.renewal")
public record RenewalProperties(@DefaultValue("1s") Duration every, @DefaultValue("1000") int chunk) {

    public RenewalProperties {
        if (chunk < 1 || chunk > SchoolRoster.MOST_CHILDREN) {
            throw new IllegalArgumentException(
                    "jiaxiao.renewal.chunk must lie between 1 and " + SchoolRoster.MOST_CHILDREN);
        }
    }
}
