package io.jiaxiao.roster.dataimport;

import io.jiaxiao.roster.dataimport.domain.FileRow;
import io.jiaxiao.roster.dataimport.domain.ImportKind;
import io.jiaxiao.roster.dataimport.domain.ImportProgress;
import io.jiaxiao.roster.dataimport.domain.ImportState;
import io.jiaxiao.roster.dataimport.domain.RowReader;
import io.jiaxiao.roster.dataimport.domain.RowReader.ClassIds;
import io.jiaxiao.roster.dataimport.domain.RowReader.ClassKey;
import io.jiaxiao.roster.dataimport.store.ImportJobs;
import io.jiaxiao.roster.merging.RowOutcome;
import io.jiaxiao.roster.organisation.ClassPlace;
import io.jiaxiao.roster.organisation.MergeClasses;
import io.jiaxiao.roster.organisation.Organisation;
import io.jiaxiao.roster.people.MergePeople;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes an import over, chunk by chunk. A chunk, its effect, its counts and its removal are one transaction, so a
 * process that dies goes on, elsewhere, with exactly what is left.
 */
@Service
class RunImport {

    private static final Logger log = LoggerFactory.getLogger(RunImport.class);
    private static final int RACES = 3;

    private final ImportJobs jobs;
    private final Organisation organisation;
    private final MergeClasses mergeClasses;
    private final MergePeople mergePeople;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RunImport(
            ImportJobs jobs,
            Organisation organisation,
            MergeClasses mergeClasses,
            MergePeople mergePeople,
            TransactionTemplate transaction,
            Clock clock) {
        this.jobs = jobs;
        this.organisation = organisation;
        this.mergeClasses = mergeClasses;
        this.mergePeople = mergePeople;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Does nothing for an import that has ended; throws, to be tried again, while the database is away. */
    void run(long job) {
        Optional<ImportProgress> known = jobs.find(job);
        if (known.isEmpty() || known.get().state() != ImportState.RUNNING) {
            return;
        }
        try {
            while (nextChunk(known.get())) {
                log.debug("import {} goes on", job);
            }
            jobs.finish(job, ImportState.DONE, null, clock.instant());
        } catch (DuplicateKeyException e) {
            transaction.executeWithoutResult(status -> {
                jobs.removeChunks(job);
                jobs.finish(job, ImportState.FAILED, "与另一次导入冲突，请重新导入该文件", clock.instant());
            });
        }
    }

    private boolean nextChunk(ImportProgress job) {
        for (int race = 1; ; race++) {
            try {
                return job.dryRun() ? rehearse(job) : takeOver(job);
            } catch (DuplicateKeyException e) {
                // somebody else added the same person or class at the same moment: look again, it is known now
                if (race == RACES) {
                    throw e;
                }
            }
        }
    }

    private boolean takeOver(ImportProgress job) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Optional<ImportJobs.Chunk> chunk = jobs.lockNextChunk(job.id());
            chunk.ifPresent(part -> {
                jobs.addOutcomes(job.id(), part.rows().size(), merge(job.kind(), part.rows()));
                jobs.removeChunk(job.id(), part.number());
            });
            return chunk.isPresent();
        }));
    }

    /** Merges and rolls back, then keeps only what would have happened. */
    private boolean rehearse(ImportProgress job) {
        List<RowOutcome> outcomes = new ArrayList<>();
        Optional<ImportJobs.Chunk> chunk = transaction.execute(status -> {
            Optional<ImportJobs.Chunk> next = jobs.lockNextChunk(job.id());
            next.ifPresent(part -> outcomes.addAll(merge(job.kind(), part.rows())));
            status.setRollbackOnly();
            return next;
        });
        if (chunk == null || chunk.isEmpty()) {
            return false;
        }
        transaction.executeWithoutResult(status -> {
            jobs.addOutcomes(job.id(), chunk.get().rows().size(), outcomes);
            jobs.removeChunk(job.id(), chunk.get().number());
        });
        return true;
    }

    private List<RowOutcome> merge(ImportKind kind, List<FileRow> rows) {
        var reader = new RowReader(kind == ImportKind.CLASSES ? Map.of() : classesOf(rows));
        List<RowOutcome> outcomes = new ArrayList<>(
                switch (kind) {
                    case CLASSES ->
                        mergeClasses.merge(rows.stream()
                                .flatMap(row -> reader.schoolClass(row).stream())
                                .toList());
                    case STUDENTS ->
                        mergePeople.students(rows.stream()
                                .flatMap(row -> reader.student(row).stream())
                                .toList());
                    case TEACHERS ->
                        mergePeople.teachers(rows.stream()
                                .flatMap(row -> reader.teacher(row).stream())
                                .toList());
                });
        outcomes.addAll(reader.refused());
        return outcomes;
    }

    private Map<ClassKey, ClassIds> classesOf(Collection<FileRow> rows) {
        Set<String> codes =
                rows.stream().map(row -> RowReader.keyOf(row).schoolCode()).collect(Collectors.toSet());
        Map<ClassKey, ClassIds> classes = new HashMap<>();
        organisation.schoolsByCode(codes).forEach((code, school) -> {
            for (ClassPlace place : organisation.classesOf(school)) {
                classes.put(
                        new ClassKey(
                                code, place.grade().name(), place.schoolClass().name()),
                        new ClassIds(school.id(), place.schoolClass().id()));
            }
        });
        return classes;
    }
}
