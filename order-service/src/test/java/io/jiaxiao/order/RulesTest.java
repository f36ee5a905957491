package io.jiaxiao.order;

import io.jiaxiao.testkit.rules.JiaxiaoRules;
import org.junit.jupiter.api.Test;

class RulesTest {

    @Test
    void theServiceKeepsEveryRuleOfTheHouse() {
        JiaxiaoRules.checkService(OrderApplication.class);
    }
}
