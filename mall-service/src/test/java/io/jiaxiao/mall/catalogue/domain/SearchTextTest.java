package io.jiaxiao.mall.catalogue.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"美的 电饭煲（4L）|美的 电饭煲 4l", "ＩＰＨＯＮＥ１５|iphone15", "  a  b  |a b", "100%_羊毛|100 羊毛", "㎏|kg", "！？|''"})
    void textIsComparedFolded(String text, String normal) {
        assertThat(SearchText.normal(text)).isEqualTo(normal);
    }

    @Test
    void everyPairIsATerm_andTheLastCharacterBeginsOneToo() {
        assertThat(SearchText.terms("洗衣机 a")).containsExactly("洗衣", "衣机", "机 ", "a ");
    }

    @Test
    void aQueryWantsThePairsOfItsWords_aSingleCharacterWantsNone() {
        assertThat(SearchText.wantedTerms("洗衣机 大")).containsExactly("洗衣", "衣机");
        assertThat(SearchText.wantedTerms("机")).isEmpty();
        assertThat(SearchText.wantedTerms("")).isEmpty();
    }

    @Test
    void aCharacterOutsideTheBasicPlaneIsOneCharacter() {
        String name = SearchText.normal("𠮷野家");
        assertThat(SearchText.terms(name)).contains("𠮷野", "野家", "家 ");
    }
}
