package io.jiaxiao.risk.reload;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param reloadEvery how long an instance may go on with rules and lists that were changed elsewhere */
@ConfigurationProperties("jiaxiao.risk")
record ReloadProperties(@DefaultValue("1s") Duration reloadEvery) {}
