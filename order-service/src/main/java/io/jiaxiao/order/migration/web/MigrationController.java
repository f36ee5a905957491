package io.jiaxiao.order.migration.web;

import io.jiaxiao.order.migration.LoadMigration;
import io.jiaxiao.order.migration.OperateMigrations;
import io.jiaxiao.order.migration.domain.Migration;
import io.jiaxiao.order.migration.domain.MigrationState;
import io.jiaxiao.starter.security.Caller;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Operators bring the old platform's orders here (旧订单迁移). The role is asked for by path. */
@RestController
@RequestMapping("/admin/v1/migrations")
class MigrationController {

    static final String KEY = "[A-Za-z0-9._:-]{1,64}";

    private final LoadMigration load;
    private final OperateMigrations operate;
    private final Clock clock;

    MigrationController(LoadMigration load, OperateMigrations operate, Clock clock) {
        this.load = load;
        this.operate = operate;
        this.clock = clock;
    }

    record ReasonRequest(@NotBlank @Size(min = 2, max = 200) String reason) {}

    /** A migration in a list, without its counts. */
    record MigrationLine(String id, String name, MigrationState state, int total, String operator, Instant createdAt) {

        static MigrationLine of(Migration one) {
            return new MigrationLine(
                    Long.toString(one.id()), one.name(), one.state(), one.total(), one.operator(), one.createdAt());
        }
    }

    record MigrationPage(List<MigrationLine> items, int page, int size) {}

    /**
     * The body is the file itself: CSV in UTF-8, headings in the first line (docs/flows/migration.md). The same file again is the
     * same migration.
     */
    @PostMapping(consumes = "text/csv")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    @ResponseStatus(HttpStatus.CREATED)
    MigrationView load(
            @RequestHeader("Idempotency-Key") @Pattern(regexp = KEY) String key,
            @RequestParam @NotBlank @Size(max = 100) String name,
            @RequestParam @NotBlank @Size(min = 2, max = 200) String reason,
            HttpServletRequest request,
            Caller caller)
            throws IOException {
        Migration loaded = load.load(caller, key, new LoadMigration.Upload(name, reason), request.getInputStream());
        return view(operate.find(loaded.id()));
    }

    /** Newest first. */
    @GetMapping
    MigrationPage list(
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        return new MigrationPage(
                operate.page((long) page * size, size).stream()
                        .map(MigrationLine::of)
                        .toList(),
                page,
                size);
    }

    @GetMapping("/{id}")
    MigrationView one(@PathVariable @Min(1) long id) {
        return view(operate.find(id));
    }

    /** The dry run; brings nothing here. */
    @PostMapping("/{id}/checks")
    @ResponseStatus(HttpStatus.ACCEPTED)
    MigrationView check(
            @RequestHeader("Idempotency-Key") @Pattern(regexp = KEY) String key,
            @PathVariable @Min(1) long id,
            @Valid @RequestBody ReasonRequest request,
            Caller caller) {
        return view(operate.check(caller, key, id, request.reason()));
    }

    /** Brings here what the check found ready. */
    @PostMapping("/{id}/runs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    MigrationView run(
            @RequestHeader("Idempotency-Key") @Pattern(regexp = KEY) String key,
            @PathVariable @Min(1) long id,
            @Valid @RequestBody ReasonRequest request,
            Caller caller) {
        return view(operate.run(caller, key, id, request.reason()));
    }

    /** Takes out what it brought here. */
    @PostMapping("/{id}/undos")
    @ResponseStatus(HttpStatus.ACCEPTED)
    MigrationView undo(
            @RequestHeader("Idempotency-Key") @Pattern(regexp = KEY) String key,
            @PathVariable @Min(1) long id,
            @Valid @RequestBody ReasonRequest request,
            Caller caller) {
        return view(operate.undo(caller, key, id, request.reason()));
    }

    @PostMapping("/{id}/cancellations")
    MigrationView cancel(@PathVariable @Min(1) long id, @Valid @RequestBody ReasonRequest request, Caller caller) {
        return view(operate.cancel(caller, id, request.reason()));
    }

    private MigrationView view(OperateMigrations.Progress progress) {
        return MigrationView.of(progress, clock.instant());
    }
}
