package io.jiaxiao.order.migration.web;

import io.jiaxiao.order.migration.KeepMappings;
import io.jiaxiao.order.migration.domain.Mapping;
import io.jiaxiao.order.migration.domain.MappingKind;
import io.jiaxiao.starter.security.Caller;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the old platform's codes are here (新旧编号对照). The role is asked for by path. */
@RestController
@RequestMapping("/admin/v1/migrations/mappings")
class MappingController {

    private static final String OLD = "[A-Za-z0-9._:-]{1,81}";

    private final KeepMappings keep;

    MappingController(KeepMappings keep) {
        this.keep = keep;
    }

    record MappingRequest(
            @NotNull @Pattern(regexp = "[A-Za-z0-9_]{1,40}") String newCode,
            @NotBlank @Size(min = 2, max = 200) String reason) {}

    /** @param next what to ask the next page with; missing after the last one */
    record MappingPage(List<Mapping> items, @Nullable String next) {}

    record LoadedView(int mappings) {}

    /** @param after the last old code already seen */
    @GetMapping
    MappingPage list(
            @RequestParam MappingKind kind,
            @RequestParam(defaultValue = "") @Pattern(regexp = "[A-Za-z0-9._:-]{0,81}") String after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int size) {
        List<Mapping> found = keep.page(kind, after, size);
        return new MappingPage(
                found, found.size() < size ? null : found.getLast().oldCode());
    }

    /** The body is the file itself: CSV in UTF-8 with the columns kind, old_code, new_code. All of it or nothing. */
    @PostMapping(consumes = "text/csv")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    @ResponseStatus(HttpStatus.CREATED)
    LoadedView load(
            @RequestHeader("Idempotency-Key") @Pattern(regexp = MigrationController.KEY) String key,
            @RequestParam @NotBlank @Size(min = 2, max = 200) String reason,
            HttpServletRequest request,
            Caller caller)
            throws IOException {
        return new LoadedView(
                keep.load(caller, key, reason, request.getInputStream()).mappings());
    }

    @PutMapping("/{kind}/{oldCode}")
    Mapping put(
            @PathVariable MappingKind kind,
            @PathVariable @Pattern(regexp = OLD) String oldCode,
            @Valid @RequestBody MappingRequest request,
            Caller caller) {
        return keep.put(caller, new Mapping(kind, oldCode, request.newCode()), request.reason());
    }

    @DeleteMapping("/{kind}/{oldCode}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @PathVariable MappingKind kind,
            @PathVariable @Pattern(regexp = OLD) String oldCode,
            @RequestParam @NotBlank @Size(min = 2, max = 200) String reason,
            Caller caller) {
        keep.remove(caller, kind, oldCode, reason);
    }
}
