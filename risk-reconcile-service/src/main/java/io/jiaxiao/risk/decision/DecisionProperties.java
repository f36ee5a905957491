package io.jiaxiao.risk.decision;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.contracts.risk.Verdict;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param tolerance   how far the caller's time may be from ours; beyond it windows go by ours
 * @param sampleOneIn of so many plain passes one is kept; 0 keeps none
 * @param degraded    verdict of an event at least, while windows its rules decide by cannot be read; PASS when not named
 * @param keepHits    how long decisions with a hit are kept
 * @param keepSamples how long sampled plain passes are kept
 * @param watchEvery  how often bursts are looked for
 * @param rememberEvery how often Redis is told the events of what was stored; up to there no decision looks for a copy in
 *                    the database
 * @param burst       so many rejects of a scene within {@code burstWithin} tell a person
 */
@ConfigurationProperties("jiaxiao.risk.decision")
record DecisionProperties(
        @DefaultValue("5m") Duration tolerance,
        @DefaultValue("100") int sampleOneIn,
        @DefaultValue Map<Scene, Verdict> degraded,
        @DefaultValue("180d") Duration keepHits,
        @DefaultValue("30d") Duration keepSamples,
        @DefaultValue("15s") Duration watchEvery,
        @DefaultValue("1s") Duration rememberEvery,
        @DefaultValue("50") int burst,
        @DefaultValue("5m") Duration burstWithin) {

    Verdict whenDegraded(Scene scene) {
        return degraded.getOrDefault(scene, Verdict.PASS);
    }
}
