package io.jiaxiao.risk.replay.web;

import io.jiaxiao.risk.replay.OrderReplay;
import io.jiaxiao.risk.replay.domain.ReplayJob;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Replays for operators. */
@RestController
@RequestMapping("/admin/v1/risk/replays")
class ReplayController {

    private final OrderReplay replays;

    ReplayController(OrderReplay replays) {
        this.replays = replays;
    }

    @GetMapping
    ReplayPage list(
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        return new ReplayPage(replays.find(page, size), page, size, replays.count());
    }

    @GetMapping("/{id}")
    ReplayStory one(@PathVariable long id) {
        return new ReplayStory(replays.one(id), replays.samples(id));
    }

    /** It runs behind the answer. */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    ReplayJob order(@Valid @RequestBody WantedReplay wanted, Caller caller) {
        return replays.order(caller, wanted.rule(), wanted.version(), wanted.from(), wanted.until());
    }
}
