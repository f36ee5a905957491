package io.jiaxiao.mall.points.web;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.points.earning.EarningRules;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Operators say what product lines' events are worth. */
@RestController
@RequestMapping("/admin/v1/points/rules")
class RuleController {

    private static final Refusal ONE_VALIDITY = Refusal.invalid("INVALID_REQUEST", "validDays 与 validYears 应填且只填一个");
    private static final Refusal DATES =
            Refusal.invalid("INVALID_REQUEST", "effectiveTill 应晚于 effectiveFrom，且均在 2020 至 2100 年之间");
    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private final EarningRules rules;
    private final Ids ids;

    RuleController(EarningRules rules, Ids ids) {
        this.rules = rules;
        this.ids = ids;
    }

    @GetMapping
    List<RuleView> list() {
        return rules.all().stream().map(RuleView::of).toList();
    }

    @PostMapping
    RuleView add(@Valid @RequestBody RuleRequest request, Caller caller) {
        return RuleView.of(rules.add(caller, checked(request).rule(ids.next()), request.reason()));
    }

    @PutMapping("/{id}")
    RuleView change(@PathVariable long id, @Valid @RequestBody RuleRequest request, Caller caller) {
        return RuleView.of(rules.change(caller, checked(request).rule(id), request.reason()));
    }

    private static RuleRequest checked(RuleRequest request) {
        if ((request.validDays() == null) == (request.validYears() == null)) {
            throw ONE_VALIDITY.asException();
        }
        Instant till = request.effectiveTill() == null ? LATEST : request.effectiveTill();
        if (request.effectiveFrom().isBefore(EARLIEST)
                || till.isAfter(LATEST)
                || !till.isAfter(request.effectiveFrom())) {
            throw DATES.asException();
        }
        return request;
    }
}
