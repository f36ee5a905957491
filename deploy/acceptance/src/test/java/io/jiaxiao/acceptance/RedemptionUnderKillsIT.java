package io.jiaxiao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import io.jiaxiao.control.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * kill -9 for everybody an order passes through, while people redeem over all three channels. {@code -Djx.seed=N} repeats the
 * order of deaths and wishes of a run.
 */
@ExtendWith(Acceptance.class)
@Tag("chaos")
class RedemptionUnderKillsIT {

    private static final List<String> OTHERS = List.of("rocketmq", "mariadb", "partners");
    private static final int BETWEEN_DEATHS = 10;
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(4);

    private final Platform platform = Acceptance.platform();

    @Test
    void whoeverDies_everyAcceptedOrderHasOneEnd_andAllBooksAgree() throws Exception {
        long seed = Long.getLong("jx.seed", System.nanoTime() % 1_000_000);
        System.out.println("  redemption under kills, seed " + seed);
        try (var shoppers = new Shoppers(seed)) {
            shoppers.prepare(platform);
            shoppers.start();
            new Deaths(platform, "mall-service", OTHERS, seed).happen(shoppers::acceptedSoFar, BETWEEN_DEATHS);
            shoppers.stop();
            int again = shoppers.askAgain();
            var books = new MallBooks(platform, shoppers.ids());
            await().atMost(SETTLED_WITHIN)
                    .pollInterval(Duration.ofSeconds(2))
                    .ignoreExceptions()
                    .untilAsserted(() -> {
                        approve(books.inReview());
                        assertThat(books.unsettled()).isEmpty();
                    });
            System.out.println("  accepted " + shoppers.acceptedSoFar() + ", asked again " + again + ", refused "
                    + shoppers.refused().size() + ", ends " + books.ends());
            clientsWereToldTheTruth(shoppers, books);
            booksAgree(books);
            muchHasHappened(shoppers, books);
        }
    }

    /** An operator at work. */
    private static void approve(List<String> orders) throws Exception {
        JsonObject yes = new JsonObject();
        yes.addProperty("approve", true);
        yes.addProperty("reason", "验收测试");
        for (String order : orders) {
            Acceptance.gateway()
                    .post(
                            "/admin/v1/redemptions/" + order + "/reviews",
                            yes,
                            Acceptance.operator().token())
                    .expect(200);
        }
    }

    private static void clientsWereToldTheTruth(Shoppers shoppers, MallBooks books) throws Exception {
        assertThat(shoppers.broken()).as("answers nobody should get").isEmpty();
        Map<String, List<String>> byKey = books.ordersByKey();
        assertThat(shoppers.accepted()).allSatisfy((order, asked) -> assertThat(
                        byKey.get(asked.person().id() + " " + asked.key()))
                .as("orders of the key %s", asked.key())
                .containsExactly(order));
        assertThat(shoppers.refused()).allSatisfy(asked -> assertThat(byKey)
                .doesNotContainKey(asked.person().id() + " " + asked.key()));
        assertThat(byKey).as("no order nobody asked for").hasSameSizeAs(shoppers.accepted());
    }

    private static void booksAgree(MallBooks books) throws Exception {
        var check = Acceptance.gateway()
                .get("/admin/v1/points/invariants", Acceptance.operator().token())
                .expect(200)
                .json();
        assertThat(check.getAsJsonArray("broken")).as("the ledger's invariants").isEmpty();
        assertThat(books.wrongBooks()).isEmpty();
        for (String channel : List.of("jd", "niannianka", "kefei")) {
            assertThat(books.differences(channel))
                    .as("the books of %s against ours", channel)
                    .isEmpty();
        }
    }

    /** A quiet run proves little. */
    private static void muchHasHappened(Shoppers shoppers, MallBooks books) throws Exception {
        assertThat(shoppers.acceptedSoFar()).isGreaterThan(60);
        assertThat(books.ends())
                .containsKeys("jd FULFILLED", "niannianka FULFILLED", "kefei FULFILLED", "kefei REFUNDED");
    }
}
