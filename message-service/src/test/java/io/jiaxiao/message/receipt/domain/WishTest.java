package io.jiaxiao.message.receipt.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WishTest {

    @ParameterizedTest
    @ValueSource(strings = {"TD", "td", " T D ", "ＴＤ", "T", "退订", "退订。", "退 订", "取消"})
    void theWordsCarriersObligeSendersToHonour_unsubscribe(String content) {
        assertThat(Wish.of(content)).isEqualTo(Wish.UNSUBSCRIBE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "收到", "我不想退订", "TDD", "谢谢老师"})
    void anythingElseIsForAPerson(String content) {
        assertThat(Wish.of(content)).isEqualTo(Wish.OTHER);
    }
}
