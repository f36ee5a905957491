package io.jiaxiao.mall.points;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a batch waits for a lock is the connection's affair: {@code innodb_lock_wait_timeout}, set when it is opened. A
 * time limit per statement would cost a timer for each.
 *
 * @param writers        threads that commit batches; each person's commands go to one of them. While one waits for the database the
 *                       other decides; more than there are cores to serve them only share the same batches out
 * @param batch          most commands in one transaction
 * @param queue          commands that may wait for one writer; beyond it callers are refused
 * @param apart          from a hundred commands a second on, a batch that is smaller than others of late waits for company until so long after the
 *     start of the one before: a batch is some sixteen statements whatever its size
 * @param answerWithin   how long a caller waits before it is told that its command's fate is unknown
 * @param graceDays      business days an expired lot lives on when points come back to it. No rule is public (INFERRED)
 * @param sweepEvery     how often overdue lots are looked for
 * @param rollUpEvery    how often system entries are carried over
 * @param checkEvery     how often the invariants are checked
 */
@ConfigurationProperties("jiaxiao.points.ledger")
public record LedgerProperties(
        @DefaultValue("2") int writers,
        @DefaultValue("512") int batch,
        @DefaultValue("4096") int queue,
        @DefaultValue("20ms") Duration apart,
        @DefaultValue("10s") Duration answerWithin,
        @DefaultValue("7") int graceDays,
        @DefaultValue("1m") Duration sweepEvery,
        @DefaultValue("10s") Duration rollUpEvery,
        @DefaultValue("10m") Duration checkEvery) {}
