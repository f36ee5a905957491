package io.jiaxiao.order.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.order.fixture.BillFixture;
import io.jiaxiao.testkit.identity.Tokens;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an operator reads of an order on the carrier's bill. */
class CarrierTimelineIT extends BillFixture {

    @Test
    void theTapsAndTheCarriersWordAreThere_andTheNumberIsMasked() {
        Billed billed = aBilledFamily();
        String purchase = onBill(billed);
        String body = http.get("/admin/v1/purchases/" + purchase, Tokens.operator())
                .expect(200)
                .body();
        assertThat(body).doesNotContain(billed.mobile());
        JsonNode timeline = http.get("/admin/v1/purchases/" + purchase, Tokens.operator())
                .json()
                .path("timeline");
        assertThat(timeline.valueStream()
                        .filter(line -> line.path("source").asString().equals("CARRIER"))
                        .map(line -> line.path("what").asString())
                        .toList())
                .contains("OPENED", "CODE_ASKED", "CODE_SUBMITTED", "EFFECTIVE");
        assertThat(timeline.valueStream()
                        .filter(line -> line.path("what").asString().equals("OPENED"))
                        .findFirst()
                        .orElseThrow()
                        .path("note")
                        .asString())
                .startsWith("139****");
        assertThat(http.get(
                                "/admin/v1/purchases?channel=CARRIER&childId="
                                        + billed.family().childId(),
                                Tokens.operator())
                        .expect(200)
                        .json()
                        .path("items"))
                .hasSize(1);
    }
}
