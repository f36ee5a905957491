package io.jiaxiao.risk;

import io.jiaxiao.testkit.rules.JiaxiaoRules;
import org.junit.jupiter.api.Test;

class RulesTest {

    @Test
    void theServiceKeepsEveryRuleOfTheHouse() {
        JiaxiaoRules.checkService(RiskApplication.class);
    }
}
