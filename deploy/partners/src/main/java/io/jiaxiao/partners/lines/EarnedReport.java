package io.jiaxiao.partners.lines;

import java.time.Instant;

/**
 * What a line reports: the body of the event {@code PointsEarned} on topic {@code points-earned}.
 *
 * @param line     the line's name in the platform, such as SHUZHIJIAXIAO
 * @param key      the line's own number for it; the same key is one grant
 * @param event    code of the earning rule
 * @param quantity how many times
 */
record EarnedReport(String line, String key, String event, String personId, long quantity, Instant at) {}
