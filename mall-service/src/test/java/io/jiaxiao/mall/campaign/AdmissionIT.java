package io.jiaxiao.mall.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.campaign.AdmitBuyer.Answer;
import io.jiaxiao.mall.campaign.FlashSales.Reading;
import io.jiaxiao.mall.campaign.store.RedisAdmissions;
import io.jiaxiao.starter.redis.Redis;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who is let in to a flash sale, once, and as whom. */
class AdmissionIT extends FlashSaleFixture {

    @Test
    void theSameRequestGetsTheSameAdmission_andOneOrderAtMost() throws Exception {
        long sale = aSale(10, 0);
        long person = aPerson();
        List<Answer> answers = together(20, () -> admit.admit(sale, person, 3, "same"));
        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(inRedis(sale)).isEqualTo(7);
        assertThat(admit.admit(sale, person, 2, "same")).isEqualTo(new Answer.Refused(AdmitBuyer.REQUEST_REUSED));
        FlashStock.Claim claim = claim(((Answer.Admitted) answers.getFirst()).admission(), person);
        List<Optional<Refusal>> orders = together(20, () -> orderOne(claim));
        assertThat(orders).filteredOn(Optional::isEmpty).hasSize(1);
        assertThat(orders).filteredOn(Optional::isPresent).allMatch(no -> no.get() == FlashStock.ADMISSION_USED);
        assertThat(left(sale)).isEqualTo(7);
    }

    @Test
    void beforeTheStartAndForAnUnknownSale_nobodyIsAdmitted() {
        long sku = onSale("预告", 3, 0);
        long sale = aSaleOf(sku, 1, 0, Duration.ofHours(1), Duration.ofHours(2));
        assertThat(post(sale, Tokens.parent(aPerson()), "a").code()).isEqualTo("FLASH_SALE_NOT_BEGUN");
        assertThat(post(12, Tokens.parent(aPerson()), "a").code()).isEqualTo("FLASH_SALE_UNKNOWN");
        JsonNode card = ok(http.get("/api/v1/flash-sales/" + sale, Tokens.parent(aPerson())), 200);
        assertThat(card.path("goodsId").asLong()).isEqualTo(sku);
        assertThat(ok(http.get("/api/v1/flash-sales", Tokens.parent(aPerson())), 200)
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("id").asLong()))
                .contains(sale);
    }

    @Test
    void overHttpAnAdmissionBelongsToItsBuyer() {
        long sale = aSale(1, 1);
        long person = aPerson();
        Http.Answer first = post(sale, Tokens.parent(person), "a");
        assertThat(first.status()).isEqualTo(201);
        String admission = first.json().path("admission").asString();
        assertThat(post(sale, Tokens.parent(person), "a").body()).isEqualTo(first.body());
        assertThat(post(sale, Tokens.parent(aPerson()), "a").code()).isEqualTo("SOLD_OUT");
        assertThat(sales.read(admission, aPerson())).isEqualTo(new Reading.Refused(FlashSales.ADMISSION_WRONG));
        assertThat(sales.read(admission + "x", person)).isEqualTo(new Reading.Refused(FlashSales.ADMISSION_WRONG));
        Reading.Valid valid = (Reading.Valid) sales.read(admission, person);
        assertThat(valid.offer().pointsPrice().value()).isEqualTo(10);
        assertThat(valid.claim().expiresAt())
                .isEqualTo(Instant.parse(first.json().path("expiresAt").asString()));
    }

    @Test
    void withoutRedisBuyersAreAskedToWait_andNothingIsSold() {
        long sale = aSale(5, 0);
        try (var nowhere = new Redis("redis://127.0.0.1:1", 8)) {
            var alone = new AdmitBuyer(
                    store,
                    new RedisAdmissions(nowhere, PROPERTIES),
                    PROPERTIES,
                    new SimpleMeterRegistry(),
                    Clock.systemUTC());
            assertThat(alone.admit(sale, aPerson(), 1, "a")).isEqualTo(new Answer.Refused(AdmitBuyer.BUSY));
        }
        assertThat(left(sale)).isEqualTo(5);
    }

    private Http.Answer post(long sale, String token, String key) {
        return http.send(http.request("/api/v1/flash-sales/" + sale + "/admissions", token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString("{\"quantity\":1}")));
    }
}
