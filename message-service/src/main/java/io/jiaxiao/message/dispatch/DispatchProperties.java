package io.jiaxiao.message.dispatch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param sweepEvery     how often messages are looked for that no event brings
 * @param codeGrace      how long an accepted code is left to its event before a sweep takes it
 * @param bulkGrace      the same for all other messages
 * @param answerWithin   an attempt without an answer after so long is given up as unknown; longer than any call takes
 * @param recordWithin   how long an answer is held in memory while the database cannot take it
 */
@ConfigurationProperties("jiaxiao.dispatch")
record DispatchProperties(
        @DefaultValue("2s") Duration sweepEvery,
        @DefaultValue("3s") Duration codeGrace,
        @DefaultValue("30s") Duration bulkGrace,
        @DefaultValue("30s") Duration answerWithin,
        @DefaultValue("60s") Duration recordWithin) {}
