package io.jiaxiao.risk.rulebook.web;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.risk.rulebook.ReadRules;
import io.jiaxiao.risk.rulebook.RuleLifecycle;
import io.jiaxiao.risk.rulebook.domain.Expression;
import io.jiaxiao.risk.rulebook.domain.FactReading;
import io.jiaxiao.risk.rulebook.domain.Rule;
import io.jiaxiao.risk.rulebook.domain.RuleVersion;
import io.jiaxiao.risk.rulebook.domain.Vocabulary;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rules for operators. The role is asked for by path: everything under {@code /admin} is OPERATOR's. */
@RestController
@RequestMapping("/admin/v1/risk")
class RuleController {

    private final ReadRules read;
    private final RuleLifecycle lifecycle;
    private final Clock clock;

    RuleController(ReadRules read, RuleLifecycle lifecycle, Clock clock) {
        this.read = read;
        this.lifecycle = lifecycle;
        this.clock = clock;
    }

    @GetMapping("/rules")
    RulePage list(
            @RequestParam(required = false) @Nullable Scene scene,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        return new RulePage(read.rules(scene, page, size), page, size, read.count(scene));
    }

    @GetMapping("/rules/{code}")
    RuleStory one(@PathVariable String code) {
        return new RuleStory(read.rule(code), read.versions(code));
    }

    /** The words rules of a scene may use, beside eventId, personId, device, mobileIndex, ip, schoolId, hour, weekday, blocked and allowed. */
    @GetMapping("/vocabulary")
    Vocabulary vocabulary(@RequestParam Scene scene) {
        return read.vocabulary(scene);
    }

    /** Checks an expression, and evaluates it on an imagined event; changes nothing. */
    @PostMapping("/rules/check")
    Trial.Result check(@Valid @RequestBody Trial trial) {
        Expression expression = read.compile(trial.scene(), trial.expression());
        Trial.Sample sample = trial.sample();
        var words = expression.words().stream().sorted().toList();
        if (sample == null) {
            return new Trial.Result(words, null);
        }
        Map<String, Object> given = sample.facts() == null ? Map.of() : sample.facts();
        return switch (FactReading.of(given)) {
            case FactReading.Fine(Map<String, Object> facts) ->
                new Trial.Result(words, expression.evaluate(sample.inputs(facts, clock.instant())));
            case FactReading.Wrong(var names) ->
                throw Refusal.invalid("FACTS_INVALID", "样例字段只能是整数、文本或布尔值：facts." + String.join("、facts.", names))
                        .asException();
        };
    }

    @PostMapping("/rules")
    @ResponseStatus(HttpStatus.CREATED)
    RuleVersion create(@Valid @RequestBody WrittenRule rule, Caller caller) {
        return lifecycle.create(caller, rule.code(), rule.scene(), rule.title(), rule.text());
    }

    @PostMapping("/rules/{code}/versions")
    @ResponseStatus(HttpStatus.CREATED)
    RuleVersion draft(@PathVariable String code, @Valid @RequestBody WrittenRule.Text text, Caller caller) {
        return lifecycle.draft(caller, code, text.text());
    }

    @PutMapping("/rules/{code}/versions/{version}")
    RuleVersion edit(
            @PathVariable String code,
            @PathVariable int version,
            @Valid @RequestBody WrittenRule.Text text,
            Caller caller) {
        return lifecycle.edit(caller, code, version, text.text());
    }

    @PostMapping("/rules/{code}/versions/{version}/submit")
    RuleVersion submit(@PathVariable String code, @PathVariable int version, Caller caller) {
        return lifecycle.submit(caller, code, version);
    }

    /** By another person than the author; the version is in force afterwards. */
    @PostMapping("/rules/{code}/versions/{version}/approve")
    RuleVersion approve(@PathVariable String code, @PathVariable int version, Caller caller) {
        return lifecycle.approve(caller, code, version, null);
    }

    @PostMapping("/rules/{code}/versions/{version}/reject")
    RuleVersion reject(
            @PathVariable String code, @PathVariable int version, @Valid @RequestBody Reason reason, Caller caller) {
        return lifecycle.reject(caller, code, version, reason.reason());
    }

    /** Back to a version that was approved before. */
    @PostMapping("/rules/{code}/versions/{version}/roll-back")
    Rule rollBack(
            @PathVariable String code, @PathVariable int version, @Valid @RequestBody Reason reason, Caller caller) {
        return lifecycle.rollBack(caller, code, version, reason.reason());
    }

    @PostMapping("/rules/{code}/mode")
    Rule mode(@PathVariable String code, @Valid @RequestBody WantedMode wanted, Caller caller) {
        return lifecycle.mode(caller, code, wanted.mode(), wanted.reason());
    }

    @PostMapping("/rules/{code}/retire")
    Rule retire(@PathVariable String code, @Valid @RequestBody Reason reason, Caller caller) {
        return lifecycle.retire(caller, code, reason.reason());
    }
}
