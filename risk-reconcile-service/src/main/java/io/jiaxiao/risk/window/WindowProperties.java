package io.jiaxiao.risk.window;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param patience slower than this, Redis counts as away for one decision
 * @param remember how long a copy of an event is recognised and not counted again
 */
@ConfigurationProperties("jiaxiao.risk.windows")
record WindowProperties(@DefaultValue("100ms") Duration patience, @DefaultValue("2h") Duration remember) {}
