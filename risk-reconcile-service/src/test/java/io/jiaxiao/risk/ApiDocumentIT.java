package io.jiaxiao.risk;

import io.jiaxiao.risk.fixture.RiskFixture;
import io.jiaxiao.testkit.api.OpenApiSnapshot;
import org.junit.jupiter.api.Test;

class ApiDocumentIT extends RiskFixture {

    @Test
    void thePublishedApiIsWhatTheCodeSays() {
        OpenApiSnapshot.check(
                "risk-reconcile-service", http.get("/v3/api-docs", "").body());
    }
}
