package io.jiaxiao.mall.supply.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void yuanBecomeFen_orNothing() {
        assertThat(Words.fen("99.50")).hasValue(9950);
        assertThat(Words.fen("99.5")).hasValue(9950);
        assertThat(Words.fen("100")).hasValue(10000);
        assertThat(Words.fen("-1.00")).hasValue(-100);
        for (String no : new String[] {"", "1e3", "99.555", "NaN", "1,000.00", "9".repeat(30), "￥1"}) {
            assertThat(Words.fen(no)).as(no).isEqualTo(OptionalLong.empty());
        }
    }

    @Test
    void aPartnersSentence_showsNoNumberLongEnoughToBePersonal() {
        assertThat(Words.plain("号码13900000001\n充值失败 card 1234567890123456")).isEqualTo("号码*** 充值失败 card ***");
        assertThat(Words.plain("长".repeat(500))).hasSize(120);
    }
}
