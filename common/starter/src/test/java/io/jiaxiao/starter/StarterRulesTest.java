package io.jiaxiao.starter;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.testkit.rules.JiaxiaoRules;
import org.junit.jupiter.api.Test;

class StarterRulesTest {

    @Test
    void theStarter_obeysTheRulesOfTheHouse() {
        assertThatCode(() -> JiaxiaoRules.checkLibrary(Ids.class)).doesNotThrowAnyException();
    }
}
