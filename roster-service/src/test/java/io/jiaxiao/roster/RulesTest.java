package io.jiaxiao.roster;

import io.jiaxiao.testkit.rules.JiaxiaoRules;
import org.junit.jupiter.api.Test;

class RulesTest {

    @Test
    void theServiceKeepsTheRulesOfTheHouse() {
        JiaxiaoRules.checkService(RosterApplication.class);
    }
}
