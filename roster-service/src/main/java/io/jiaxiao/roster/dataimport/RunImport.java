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
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes an import over, chunk by chunk. A chunk, its effect, its counts and its removal are one transaction under the lock
 * of the job's row, so a process that dies goes on, elsewhere, with exactly what is left.
 */
@Service
class RunImport {

    private static final Logger log = LoggerFactory.getLogger(RunImport.class);
    private static final int RACES = 5;

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

    /**
     * Does nothing for an import that has ended.
     *
     * @throws DataAccessException while the database is away or busy; to be called again then
     */
    void run(long job) {
        try {
            while (step(job)) {
                log.debug("import {} goes on", job);
            }
        } catch (DataAccessException | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("import {} cannot be ended", job, e);
            transaction.executeWithoutResult(status -> giveUp(job));
        }
    }

    /** One chunk, or the end. @return whether there may be more */
    boolean step(long job) {
        for (int race = 1; ; race++) {
            // what still is in the way after so many looks is no race: the row it is about is left out
            boolean rowByRow = race > RACES;
            try {
                return Boolean.TRUE.equals(transaction.execute(status -> nextChunk(job, status, rowByRow)));
            } catch (DuplicateKeyException e) {
                // somebody else added the same person or class at the same moment: look again, it is known now
                if (rowByRow) {
                    throw e;
                }
            } catch (PessimisticLockingFailureException e) {
                if (race >= RACES) {
                    throw e;
                }
            }
        }
    }

    private boolean nextChunk(long id, TransactionStatus status, boolean rowByRow) {
        ImportProgress job =
                jobs.lock(id).filter(one -> one.state() == ImportState.RUNNING).orElse(null);
        if (job == null) {
            return false;
        }
        ImportJobs.Chunk chunk = jobs.nextChunk(id).orElse(null);
        if (chunk == null) {
            jobs.finish(id, ImportState.DONE, null, clock.instant());
            return false;
        }
        Object before = status.createSavepoint();
        List<RowOutcome> outcomes =
                rowByRow ? mergeRowByRow(job.kind(), chunk.rows(), status) : merge(job.kind(), chunk.rows());
        if (job.dryRun()) {
            status.rollbackToSavepoint(before);
        }
        jobs.addOutcomes(id, chunk.rows().size(), outcomes);
        jobs.removeChunk(id, chunk.number());
        return true;
    }

    private void giveUp(long job) {
        jobs.removeChunks(job);
        jobs.finish(job, ImportState.FAILED, "系统出现异常，导入没有完成；重新导入该文件会从头核对，不会重复", clock.instant());
    }

    private List<RowOutcome> mergeRowByRow(ImportKind kind, List<FileRow> rows, TransactionStatus status) {
        List<RowOutcome> outcomes = new ArrayList<>();
        for (FileRow row : rows) {
            Object before = status.createSavepoint();
            try {
                outcomes.addAll(merge(kind, List.of(row)));
            } catch (DuplicateKeyException e) {
                status.rollbackToSavepoint(before);
                log.info("row {} of a file of {} is in the way of what is stored", row.number(), kind);
                outcomes.add(new RowOutcome.Refused(row.number(), kind.key().getLast(), reason(kind)));
            }
            status.releaseSavepoint(before);
        }
        return outcomes;
    }

    private static String reason(ImportKind kind) {
        return kind == ImportKind.CLASSES ? "学校、年级或班级与已停用的重名或同代码，请改用其他名称，或联系平台恢复" : "与已登记的资料冲突，请核对后重试";
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
