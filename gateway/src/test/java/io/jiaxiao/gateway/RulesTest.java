package io.jiaxiao.gateway;

import io.jiaxiao.testkit.rules.JiaxiaoRules;
import org.junit.jupiter.api.Test;

class RulesTest {

    @Test
    void theHouseRulesHold() {
        JiaxiaoRules.checkService(GatewayApplication.class);
    }
}
