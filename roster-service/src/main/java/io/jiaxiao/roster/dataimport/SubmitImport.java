package io.jiaxiao.roster.dataimport;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.roster.dataimport.domain.FileRow;
import io.jiaxiao.roster.dataimport.domain.ImportKind;
import io.jiaxiao.roster.dataimport.domain.Repetitions;
import io.jiaxiao.roster.dataimport.store.ImportJobs;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.security.Caller;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a file in: reads it whole, stores its rows sealed, and leaves the work to a job that survives this process. */
@Service
public class SubmitImport {

    private static final int CHUNK = 500;

    private final ImportJobs jobs;
    private final Scheduler scheduler;
    private final Ids ids;
    private final AuditTrail audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    SubmitImport(
            ImportJobs jobs,
            @Lazy Scheduler scheduler,
            Ids ids,
            AuditTrail audit,
            Clock clock,
            TransactionTemplate transaction) {
        this.jobs = jobs;
        this.scheduler = scheduler;
        this.ids = ids;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    /**
     * @param dryRun look at every row and change nothing
     * @return the job's id
     * @throws io.jiaxiao.kernel.RefusedException 400 when the file cannot be read; nothing is stored then
     */
    public long submit(Caller caller, ImportKind kind, boolean dryRun, InputStream file) {
        List<FileRow> rows = ImportFile.read(kind, file);
        if (rows.isEmpty()) {
            throw Refusal.invalid("FILE_EMPTY", "文件中没有数据行").asException();
        }
        var distinct = new Repetitions(kind, rows);
        long id = ids.next();
        transaction.executeWithoutResult(status -> {
            jobs.insert(id, kind, dryRun, rows.size(), caller.id(), clock.instant());
            jobs.addOutcomes(id, distinct.refused().size(), List.copyOf(distinct.refused()));
            List<FileRow> kept = distinct.kept();
            for (int from = 0; from < kept.size(); from += CHUNK) {
                List<FileRow> part = kept.subList(from, Math.min(kept.size(), from + CHUNK));
                jobs.insertChunk(id, new ImportJobs.Chunk(from / CHUNK, part));
            }
            audit.record(
                    caller,
                    "IMPORT_ROSTER",
                    new AuditTrail.Subject("import", Long.toString(id)),
                    null,
                    Map.of("kind", kind, "rows", rows.size(), "dryRun", dryRun),
                    null);
            scheduler.schedule(ImportTasks.RUN.instance(Long.toString(id)).build(), clock.instant());
        });
        scheduler.triggerCheckForDueExecutions();
        return id;
    }
}
