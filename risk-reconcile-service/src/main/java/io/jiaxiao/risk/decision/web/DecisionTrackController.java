package io.jiaxiao.risk.decision.web;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.contracts.risk.Verdict;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.risk.decision.ReadDecisions;
import io.jiaxiao.risk.decision.domain.DecisionRecord;
import io.jiaxiao.risk.decision.store.DecisionSearch.RuleHits;
import io.jiaxiao.risk.decision.store.DecisionSearch.Wanted;
import io.jiaxiao.risk.time.AskedTimes;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Decisions and hits for operators. */
@RestController
@RequestMapping("/admin/v1/risk")
class DecisionTrackController {

    private static final Duration USUAL = Duration.ofDays(1);

    private final ReadDecisions read;
    private final Clock clock;

    DecisionTrackController(ReadDecisions read, Clock clock) {
        this.read = read;
        this.clock = clock;
    }

    /**
     * @param rule one that was true, observing ones included
     * @param from decided at or after; a day before {@code to} when not given
     * @param to   decided before; now when not given
     */
    @GetMapping("/decisions")
    DecisionPage list(
            @RequestParam(required = false) @Nullable Scene scene,
            @RequestParam(required = false) @Nullable Verdict verdict,
            @RequestParam(required = false) @Pattern(regexp = "[A-Z0-9_]{1,64}") @Nullable String rule,
            @RequestParam(required = false) @Size(max = 32) @Nullable String personId,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        Instant until = until(to);
        var wanted = new Wanted(scene, verdict, rule, personId, from(from, until), until);
        return new DecisionPage(read.find(wanted, page, size), page, size, read.count(wanted));
    }

    @GetMapping("/decisions/{id}")
    DecisionRecord one(@PathVariable long id) {
        return read.one(id);
    }

    /** How often each version of each rule was true, by the mode the rule was in. */
    @GetMapping("/hits")
    List<RuleHits> hits(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        Instant until = until(to);
        return read.hits(from(from, until), until);
    }

    private Instant until(@Nullable Instant to) {
        Instant now = clock.instant();
        return to == null ? now.plusSeconds(1) : AskedTimes.inTime("to", to, now);
    }

    private Instant from(@Nullable Instant from, Instant until) {
        Instant start = from == null ? until.minus(USUAL) : AskedTimes.inTime("from", from, clock.instant());
        if (start.isBefore(until.minus(AskedTimes.LONGEST))) {
            throw Refusal.invalid("SPAN_TOO_LONG", "查询时间跨度 from 至 to 最长为一年").asException();
        }
        return start;
    }
}
