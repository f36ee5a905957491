package io.jiaxiao.mall.points;

import io.jiaxiao.mall.points.store.LedgerBalances;
import io.jiaxiao.mall.points.store.LedgerReads;
import io.jiaxiao.mall.points.store.LedgerWrites;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Puts the ledger together. */
@Configuration(proxyBeanMethods = false)
class PointsConfiguration {

    @Bean
    Companions holdCompanions(ObjectProvider<HoldCompanion<?>> all) {
        return new Companions(all.orderedStream().toList());
    }

    @Bean
    LedgerTransaction ledgerTransaction(
            PlatformTransactionManager transactions,
            LedgerReads reads,
            LedgerWrites writes,
            Companions companions,
            Outbox outbox,
            Ids ids,
            Clock clock,
            LedgerProperties properties) {
        return new LedgerTransaction(
                new TransactionTemplate(transactions),
                reads,
                writes,
                companions,
                outbox,
                ids,
                clock,
                properties.graceDays());
    }

    @Bean
    GroupCommitLedger pointsLedger(
            LedgerTransaction transaction,
            Companions companions,
            LedgerBalances balances,
            Clock clock,
            MeterRegistry registry,
            LedgerProperties properties) {
        return of(transaction, companions, balances, clock, registry, properties);
    }

    static GroupCommitLedger of(
            LedgerTransaction transaction,
            Companions companions,
            LedgerBalances balances,
            Clock clock,
            MeterRegistry registry,
            LedgerProperties properties) {
        var meters = new LedgerMeters(registry);
        List<CommitWriter> writers = IntStream.range(0, properties.writers())
                .mapToObj(number -> {
                    var writer = new CommitWriter(
                            "ledger-" + number,
                            transaction::run,
                            properties.batch(),
                            properties.queue(),
                            properties.apart(),
                            meters);
                    meters.watch(writer, number);
                    return writer;
                })
                .toList();
        return new GroupCommitLedger(
                new CommitWriters(writers),
                companions,
                new CommandKeys(JsonMapper.builder().build()),
                balances,
                meters,
                clock,
                properties.answerWithin());
    }
}
