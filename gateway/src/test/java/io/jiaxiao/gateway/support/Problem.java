package io.jiaxiao.gateway.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.AbstractAssert;
import tools.jackson.databind.JsonNode;

/** Asserts that an answer is the gateway's own, in the one form every error has. */
public final class Problem extends AbstractAssert<Problem, Caller.Said> {

    private Problem(Caller.Said said) {
        super(said, Problem.class);
    }

    public static Problem assertProblem(Caller.Said said) {
        return new Problem(said);
    }

    public Problem is(int status, String code) {
        assertThat(actual.status()).as(actual.text()).isEqualTo(status);
        assertThat(actual.header("Content-Type")).startsWith("application/problem+json");
        JsonNode body = actual.json();
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(body.path("code").asString()).isEqualTo(code);
        assertThat(body.path("type").asString()).startsWith("urn:jiaxiao:problem:");
        assertThat(body.path("title").asString()).isNotBlank();
        assertThat(body.path("detail").asString()).matches(".*\\p{IsHan}.*");
        assertThat(body.path("traceId").asString()).matches("[0-9a-f]{32}");
        return this;
    }

    public Problem names(String feature) {
        assertThat(actual.json().path("feature").asString()).isEqualTo(feature);
        assertThat(actual.json().path("detail").asString()).contains(feature);
        return this;
    }

    public Problem maybeRetriedWithin(int seconds) {
        assertThat(Integer.parseInt(actual.header("Retry-After"))).isBetween(1, seconds);
        return this;
    }
}
