package io.jiaxiao.mall.redemption;

import io.jiaxiao.testkit.api.OpenApiSnapshot;
import org.junit.jupiter.api.Test;

/** The whole service's; it stands here because a context of this feature is there already. */
class ApiDocumentIT extends OrderTest {

    @Test
    void thePublishedApiIsWhatTheCodeSays() {
        OpenApiSnapshot.check("mall-service", http.get("/v3/api-docs", "").body());
    }
}
