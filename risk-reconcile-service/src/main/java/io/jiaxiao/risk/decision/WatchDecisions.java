package io.jiaxiao.risk.decision;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.contracts.risk.Verdict;
import io.jiaxiao.risk.alarm.RaiseAlarm;
import io.jiaxiao.risk.decision.store.DecisionStore;
import io.jiaxiao.risk.window.Windows;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Service;

/** Finds bursts in what all instances decided, and tells a person. */
@Service
class WatchDecisions {

    private final DecisionStore store;
    private final Windows windows;
    private final RaiseAlarm alarm;
    private final DecisionProperties properties;
    private final Clock clock;

    WatchDecisions(DecisionStore store, Windows windows, RaiseAlarm alarm, DecisionProperties properties, Clock clock) {
        this.store = store;
        this.windows = windows;
        this.alarm = alarm;
        this.properties = properties;
        this.clock = clock;
    }

    void look() {
        Instant since = clock.instant().minus(properties.burstWithin());
        for (Scene scene : Scene.values()) {
            long rejects = store.count(scene, Verdict.REJECT, since);
            if (rejects >= properties.burst()) {
                alarm.raise(
                        "REJECT_BURST",
                        scene.name(),
                        "场景 " + scene + " 最近 " + properties.burstWithin().toMinutes() + " 分钟内拒绝了 " + rejects + " 次");
            }
            long degraded = store.degraded(scene, since);
            if (degraded > 0) {
                alarm.raise(
                        "WINDOWS_AWAY",
                        scene.name(),
                        "场景 " + scene + " 最近有 " + degraded + " 次决策未能读取统计窗口，请检查 Redis"
                                + windows.troubleSince(since)
                                        .map(what -> "：" + what)
                                        .orElse(""));
            }
        }
    }
}
