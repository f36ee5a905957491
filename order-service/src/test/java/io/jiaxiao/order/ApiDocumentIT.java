package io.jiaxiao.order;

import io.jiaxiao.order.fixture.ShopFixture;
import io.jiaxiao.testkit.api.OpenApiSnapshot;
import org.junit.jupiter.api.Test;

class ApiDocumentIT extends ShopFixture {

    @Test
    void thePublishedApiIsWhatTheCodeSays() {
        OpenApiSnapshot.check("order-service", http.get("/v3/api-docs", "").body());
    }
}
