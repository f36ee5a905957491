package io.jiaxiao.roster;

import io.jiaxiao.roster.fixture.RosterTest;
import io.jiaxiao.testkit.api.OpenApiSnapshot;
import org.junit.jupiter.api.Test;

class OpenApiIT extends RosterTest {

    @Test
    void theServiceOffersWhatIsWrittenDown() {
        OpenApiSnapshot.check(
                "roster-service", http().get("/v3/api-docs", null).expect(200).body());
    }
}
