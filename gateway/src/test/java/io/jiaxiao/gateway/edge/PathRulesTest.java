package io.jiaxiao.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a",
                "/a/",
                "/api/v1/children/42",
                "/a/%E5%BC%A0",
                "/a/b.c",
                "/a/.well-known",
                "/a/...",
                "/a/x..y",
                "/a/b@c:d",
                "/a/%20",
                "/a/-_~!$&'()*+,="
            })
    void onePathOneReading(String path) {
        assertThat(PathRules.isPlain(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "*",
                "http://x/a",
                "//",
                "//a",
                "/a//b",
                "/a//",
                "/a/.",
                "/a/..",
                "/./a",
                "/../a",
                "/a/../b",
                "/a/%2e",
                "/a/%2E%2e/b",
                "/a/.%2e/b",
                "/a/b%2fc",
                "/a/b%5Cc",
                "/a\\b",
                "/a;b",
                "/a;b=c/d",
                "/a%3Bb",
                "/a/%25",
                "/a/%252e",
                "/a/%00",
                "/a/%0a",
                "/a/%7f",
                "/a/%",
                "/a/%4",
                "/a/%g0",
                "/a/%0g",
                "/a b",
                "/a\tb",
                "/张",
                "/a?b",
                "/a#b",
                "/a|b",
                "/a^b",
                "/a`b",
                "/a\"b",
                "/a<b",
                "/{a}",
                "/[a]"
            })
    void aPathWithTwoReadings_isNotPlain(String path) {
        assertThat(PathRules.isPlain(path)).isFalse();
    }
}
