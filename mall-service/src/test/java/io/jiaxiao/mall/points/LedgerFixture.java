package io.jiaxiao.mall.points;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.testkit.servers.TestSchema;
import io.jiaxiao.testkit.simulation.MovableClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The ledger on a real database, with real threads, alone and beside a second instance. */
abstract class LedgerFixture {

    private static TestSchema schema;
    static HikariDataSource source;

    final MovableClock clock = MovableClock.at("2026-11-25T08:00:00Z");
    final Stock stock = new Stock();
    TestLedger one;

    @BeforeAll
    static void open() {
        schema = TestSchema.create("ledger");
        source = TestLedger.pool(schema);
    }

    @AfterAll
    static void close() {
        source.close();
        schema.close();
    }

    @BeforeEach
    void start() {
        one = new TestLedger(source, clock, stock);
    }

    @AfterEach
    void everythingAddsUp() {
        one.close();
        assertThat(one.broken()).isEmpty();
    }

    /** A companion with a stock in memory; poisoned payloads make its batch fail when it is written. */
    static final class Stock implements HoldCompanion<Stock.Unit> {

        volatile int left = Integer.MAX_VALUE;
        final List<Long> written = Collections.synchronizedList(new ArrayList<>());

        record Unit(String good) implements Payload {}

        @Override
        public Class<Unit> payload() {
            return Unit.class;
        }

        @Override
        public Batch<Unit> open(List<Unit> payloads) {
            return new Batch<>() {
                private final List<Long> admitted = new ArrayList<>();
                private boolean poisoned;

                @Override
                public Optional<Refusal> admit(Unit payload, long holdId) {
                    if (admitted.size() >= left) {
                        return Optional.of(Refusal.conflict("SOLD_OUT", "已兑完"));
                    }
                    poisoned |= payload.good().equals("poison");
                    admitted.add(holdId);
                    return Optional.empty();
                }

                @Override
                public void write() {
                    if (poisoned) {
                        throw new IllegalStateException("this order cannot be written");
                    }
                    written.addAll(admitted);
                }
            };
        }
    }
}
