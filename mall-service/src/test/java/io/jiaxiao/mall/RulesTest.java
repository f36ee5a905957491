package io.jiaxiao.mall;

import io.jiaxiao.testkit.rules.JiaxiaoRules;
import org.junit.jupiter.api.Test;

class RulesTest {

    @Test
    void theServiceKeepsEveryRuleOfTheHouse() {
        JiaxiaoRules.checkService(MallApplication.class);
    }
}
