package io.jiaxiao.mall.points;

import io.jiaxiao.contracts.mall.ProductLine;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A grant by a rule, held against the rule's daily cap.
 *
 * @param key      unique per line; at most 64 visible ASCII characters
 * @param quantity how many times the event happened, at least 1; what makes two commands the same, beside person and event
 * @param points   what the rule gives for all of it, above zero
 * @param dailyCap most points a person gets by this event on the day; a grant beyond it is cut
 * @param day      business day it counts for
 */
public record EarnPoints(
        String key,
        long personId,
        ProductLine line,
        String event,
        long quantity,
        long points,
        long dailyCap,
        LocalDate day,
        Instant expiresAt) {}
