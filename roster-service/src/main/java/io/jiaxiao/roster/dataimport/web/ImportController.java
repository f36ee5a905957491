package io.jiaxiao.roster.dataimport.web;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.roster.administration.OperatorScope;
import io.jiaxiao.roster.dataimport.SubmitImport;
import io.jiaxiao.roster.dataimport.domain.ImportKind;
import io.jiaxiao.roster.dataimport.domain.ImportProgress;
import io.jiaxiao.roster.dataimport.domain.ImportState;
import io.jiaxiao.roster.dataimport.store.ImportJobs;
import io.jiaxiao.starter.security.Caller;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Imports: upload, progress, errors by the user's own row numbers. */
@RestController
@RequestMapping("/admin/v1/roster/imports")
class ImportController {

    private static final long LARGEST_FILE = 32L * 1024 * 1024;
    private static final Refusal NO_IMPORT = Refusal.notFound("IMPORT_NOT_FOUND", "该导入任务不存在");
    private static final Refusal TOO_LARGE = Refusal.invalid("FILE_TOO_LARGE", "文件超过 32 MB，请拆分后导入");

    private final OperatorScope scope;
    private final SubmitImport submit;
    private final ImportJobs jobs;

    ImportController(OperatorScope scope, SubmitImport submit, ImportJobs jobs) {
        this.scope = scope;
        this.submit = submit;
        this.jobs = jobs;
    }

    /** An import and how far it is; counts are rows. */
    record ImportResponse(
            String id,
            ImportKind kind,
            boolean dryRun,
            ImportState state,
            int totalRows,
            int doneRows,
            int added,
            int changed,
            int unchanged,
            int refused,
            Instant createdAt,
            @Nullable Instant finishedAt,
            @Nullable String failure) {

        static ImportResponse of(ImportProgress job) {
            return new ImportResponse(
                    Long.toString(job.id()),
                    job.kind(),
                    job.dryRun(),
                    job.state(),
                    job.totalRows(),
                    job.doneRows(),
                    job.added(),
                    job.changed(),
                    job.unchanged(),
                    job.refused(),
                    job.createdAt(),
                    job.finishedAt(),
                    job.failure());
        }
    }

    record ImportsResponse(List<ImportResponse> items) {}

    record ErrorsResponse(List<ImportJobs.RowError> items) {}

    /** The body is the file itself: CSV in UTF-8, headings in the first line. */
    @PostMapping(consumes = "text/csv")
    @RequestBody(content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    @ResponseStatus(HttpStatus.ACCEPTED)
    ImportResponse submit(
            Caller caller,
            @RequestParam ImportKind kind,
            @RequestParam(defaultValue = "false") boolean dryRun,
            HttpServletRequest request)
            throws IOException {
        scope.requireImport(caller);
        if (request.getContentLengthLong() > LARGEST_FILE) {
            throw TOO_LARGE.asException();
        }
        try (InputStream body = new BoundedUpload(request.getInputStream(), LARGEST_FILE, TOO_LARGE)) {
            long id = submit.submit(caller, kind, dryRun, body);
            return ImportResponse.of(jobs.find(id).orElseThrow());
        }
    }

    @GetMapping
    ImportsResponse list(
            Caller caller,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        scope.requireImport(caller);
        return new ImportsResponse(
                jobs.page(page, size).stream().map(ImportResponse::of).toList());
    }

    @GetMapping("/{id}")
    ImportResponse one(Caller caller, @PathVariable long id) {
        scope.requireImport(caller);
        return ImportResponse.of(jobs.find(id).orElseThrow(NO_IMPORT::asException));
    }

    /** @param afterRow the last row already seen */
    @GetMapping("/{id}/errors")
    ErrorsResponse errors(
            Caller caller,
            @PathVariable long id,
            @RequestParam(defaultValue = "0") @Min(0) int afterRow,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int size) {
        scope.requireImport(caller);
        ImportProgress job = jobs.find(id).orElseThrow(NO_IMPORT::asException);
        return new ErrorsResponse(jobs.errors(job.id(), afterRow, size));
    }
}
