package io.jiaxiao.partners.mas;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The contract with 云MAS, without its secrets.
 *
 * @param ecName enterprise name
 * @param apId user of the interface account
 * @param serviceCode base number texts come from
 * @param signs visible signature by sign code
 * @param templates approved text by template id, variables as {@code {1}}
 * @param reportUrl where reports go; {@code {pathToken}} in it stands for the secret path part
 * @param uplinkUrl where uplink texts go, likewise
 * @param reportDelay simulated time from taking a text to its report
 * @param pushAgainAfter simulated waits before each further push
 */
@ConfigurationProperties("jiaxiao.partners.mas")
record MasProperties(
        String ecName,
        String apId,
        String serviceCode,
        Map<String, String> signs,
        @DefaultValue Map<String, String> templates,
        @Nullable String reportUrl,
        @Nullable String uplinkUrl,
        @DefaultValue("800ms") Duration reportDelay,
        @DefaultValue({"5s", "30s", "120s"}) List<Duration> pushAgainAfter) {}
