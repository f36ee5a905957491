package io.jiaxiao.mall.catalogue.web;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.catalogue.SyncCatalogue;
import io.jiaxiao.mall.catalogue.domain.SyncRun;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Readings of whole pools, with a result per product. */
@RestController
@RequestMapping("/admin/v1/catalogue-syncs")
class SyncAdminController {

    private static final Refusal UNKNOWN = Refusal.notFound("SYNC_UNKNOWN", "没有这次同步记录");

    private final SyncCatalogue sync;

    SyncAdminController(SyncCatalogue sync) {
        this.sync = sync;
    }

    @GetMapping
    SyncPage list(
            @RequestParam(required = false) @Pattern(regexp = "[a-z0-9]{1,32}") @Nullable String channel,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        return new SyncPage(
                sync.runs(channel, (long) page * size, size).stream()
                        .map(SyncLine::of)
                        .toList(),
                page,
                size);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    SyncLine start(@RequestBody @Valid NewSync body, Caller caller) {
        return SyncLine.of(sync.start(caller, body.channel()));
    }

    @GetMapping("/{id}")
    SyncDetail one(@PathVariable long id) {
        return new SyncDetail(SyncLine.of(known(id)), sync.counts(id));
    }

    @GetMapping("/{id}/results")
    ResultPage results(
            @PathVariable long id,
            @RequestParam(required = false) SyncRun.@Nullable Outcome outcome,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int page,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int size) {
        return new ResultPage(sync.results(known(id).id(), outcome, (long) page * size, size), page, size);
    }

    private SyncRun known(long id) {
        return sync.find(id).orElseThrow(UNKNOWN::asException);
    }

    record NewSync(@NotNull @Pattern(regexp = "[a-z0-9]{1,32}") String channel) {}

    record SyncPage(List<SyncLine> items, int page, int size) {}

    record SyncDetail(SyncLine sync, Map<SyncRun.Outcome, Long> counts) {}

    record ResultPage(List<SyncRun.Result> items, int page, int size) {}

    /** @param trouble why it stands or has failed; empty when nothing is wrong */
    record SyncLine(
            String id,
            String channel,
            SyncRun.State state,
            String startedBy,
            Instant startedAt,
            @Nullable Instant finishedAt,
            int total,
            int done,
            String trouble) {

        static SyncLine of(SyncRun run) {
            return new SyncLine(
                    Long.toString(run.id()),
                    run.channel(),
                    run.state(),
                    run.startedBy(),
                    run.startedAt(),
                    run.finishedAt(),
                    run.total(),
                    run.done(),
                    run.trouble());
        }
    }
}
