package io.jiaxiao.starter.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest(
        classes = EdgeApplication.class,
        properties = {"spring.application.name=edge-service", "spring.cloud.nacos.discovery.enabled=false"})
@AutoConfigureMockMvc
class BadInputTest {

    @Autowired
    private MockMvcTester http;

    @Autowired
    private TestTokens tokens;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"name":"","amount":1}                 | name
                    {"amount":1}                           | name
                    {"name":"12345678901","amount":1}      | name
                    {"name":"a","amount":10}               | amount
                    {"name":"a","amount":"many"}           | amount
                    {"name":"a","amount":1,"role":"admin"} | role
                    {"name":{"a":1},"amount":1}            | name
                    {"name":"a","amount":                  | body
                    []                                     | body
                    """)
    void aWrongFieldIsNamed(String body, String field) {
        assertThat(post(body))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.violations[0].field")
                .isEqualTo(field);
    }

    @Test
    void fourByteCharactersAreText() {
        assertThat(post("{\"name\":\"𠮷😀\",\"amount\":1}"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.name")
                .isEqualTo("𠮷😀");
    }

    @Test
    void aMegabyteIsTooMuch_announcedOrNot() {
        String body = "{\"name\":\"" + "a".repeat(1024 * 1024) + "\",\"amount\":1}";
        assertThat(post(body))
                .hasStatus(413)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("CONTENT_TOO_LARGE");
    }

    @Test
    void aWrongPathOrParameterIsTheCallersFault() {
        assertThat(get("/api/v1/gifts/abc?size=1")).hasStatus(400);
        assertThat(get("/api/v1/gifts/1?size=x")).hasStatus(400);
        assertThat(get("/api/v1/gifts/1")).hasStatus(400);
        assertThat(get("/api/v1/gifts/1?size=101")).hasStatus(400);
        assertThat(get("/api/v1/nothing")).hasStatus(404);
        assertThat(get("/api/v1/gifts")).hasStatus(405);
        assertThat(http.post()
                        .uri("/api/v1/gifts")
                        .header(HttpHeaders.AUTHORIZATION, "Bearer " + tokens.parent())
                        .contentType(MediaType.TEXT_PLAIN)
                        .content("x")
                        .exchange())
                .hasStatus(415);
    }

    @Test
    void aRefusalKeepsItsCode_aFaultTellsNothing() {
        assertThat(get("/api/v1/failures/refused"))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("CLASS_FULL");
        assertThat(get("/api/v1/failures/busy"))
                .hasStatus(503)
                .bodyText()
                .doesNotContain("secret")
                .contains("TRY_AGAIN");
        assertThat(get("/api/v1/failures/other"))
                .hasStatus(500)
                .bodyText()
                .doesNotContain("secret")
                .contains("INTERNAL_ERROR");
    }

    private MvcTestResult post(String body) {
        return http.post()
                .uri("/api/v1/gifts")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + tokens.parent())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult get(String path) {
        return http.get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + tokens.parent())
                .exchange();
    }
}
