package io.jiaxiao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.acceptance.Parents.Guardian;
import io.jiaxiao.control.Platform;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * kill -9 for everybody money passes through, while parents scan, join, pay, cancel and order on the carrier's bill.
 * {@code -Djx.seed=N} repeats the order of deaths and wishes of a run.
 */
@ExtendWith(Acceptance.class)
@Tag("chaos")
class SubscribeUnderKillsIT {

    private static final List<String> OTHERS = List.of("rocketmq", "mariadb", "partners");
    private static final int BETWEEN_DEATHS = 8;
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(3);

    private final Platform platform = Acceptance.platform();

    @Test
    void whoeverDies_noFenIsLostOrMade_andEachChildHasExactlyWhatIsPaidFor() throws Exception {
        long seed = Long.getLong("jx.seed", System.nanoTime() % 1_000_000);
        System.out.println("  subscribing under kills, seed " + seed);
        try (var parents = new Parents(seed)) {
            parents.prepare();
            parents.start();
            new Deaths(platform, "order-service", OTHERS, seed).happen(parents::stepsSoFar, BETWEEN_DEATHS);
            parents.stop();
            var books = new OrderBooks(platform, parents.people());
            await().atMost(SETTLED_WITHIN)
                    .pollInterval(Duration.ofSeconds(2))
                    .ignoreExceptions()
                    .untilAsserted(() -> {
                        giveUp(books, parents.people());
                        assertThat(books.unsettled()).isEmpty();
                        assertThat(books.moneyDifferences()).isEmpty();
                        assertThat(books.billDifferences()).isEmpty();
                    });
            System.out.println("  accepted " + parents.accepted().size() + ", ends " + books.ends() + ", kept "
                    + books.keptFen() + " fen");
            clientsWereToldTheTruth(parents, books);
            assertThat(books.wrong()).isEmpty();
            assertThat(books.wrongClasses()).isEmpty();
            assertThat(books.keptFen()).as("paid less refunded").isEqualTo(OrderBooks.theirKeptFen());
            muchHasHappened(books);
        }
    }

    /** Whoever has not paid by now does not want to any more; while the carrier decides nobody can, so it is tried again. */
    private static void giveUp(OrderBooks books, List<Guardian> people) throws SQLException, InterruptedException {
        Map<Long, String> tokens = people.stream().collect(Collectors.toMap(Guardian::id, Guardian::token));
        for (Map.Entry<String, Long> each : books.waiting().entrySet()) {
            Parents.post("/api/v1/purchases/" + each.getKey() + "/cancellations", tokens.get(each.getValue()));
        }
    }

    private static void clientsWereToldTheTruth(Parents parents, OrderBooks books) throws SQLException {
        assertThat(parents.broken()).as("answers nobody should get").isEmpty();
        Map<String, List<String>> byKey = books.byKey();
        assertThat(parents.accepted())
                .allSatisfy((purchase, key) ->
                        assertThat(byKey.get(key)).as("purchases of %s", key).containsExactly(purchase));
        assertThat(byKey).as("no purchase nobody asked for").hasSameSizeAs(parents.accepted());
    }

    /** A quiet run proves little. */
    private static void muchHasHappened(OrderBooks books) throws SQLException {
        assertThat(books.ends()).containsKeys("ALIPAY PAID", "ALIPAY REFUNDED", "ALIPAY CLOSED", "CARRIER PAID");
        assertThat(books.ends().getOrDefault("ALIPAY PAID", 0L)).isGreaterThan(10);
    }
}
