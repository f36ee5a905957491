package io.jiaxiao.message.lifecycle.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ValuesTest {

    @Test
    void valuesPrintTheirNamesOnly() {
        assertThat(new Values(Map.of("minutes", "5", "code", "135790"))).hasToString("Values[code, minutes]");
    }
}
