package io.jiaxiao.starter.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.logging.LogFile;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Logs a mobile number along every path there is, through the shipped configuration, and reads what came out. */
@ExtendWith(OutputCaptureExtension.class)
class LoggedMobileTest {

    private static final String MOBILE = "13812340000";
    private static final String NAME = "欧阳娜娜";
    private static final Logger log = LoggerFactory.getLogger(LoggedMobileTest.class);

    @AfterEach
    void asBefore() {
        MDC.clear();
        LoggingSystem.get(LoggedMobileTest.class.getClassLoader()).cleanUp();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMobile_isMaskedAlongEveryPath(boolean asJson, CapturedOutput output) {
        start(asJson);
        MDC.put("caller", MOBILE);
        log.info("plain message " + MOBILE);
        log.info("argument {}", MOBILE);
        log.info("value types {} {}", new Mobile(MOBILE), new PersonName(NAME));
        log.info("map {}", Map.of("mobile", MOBILE));
        log.info("GET /api/v1/me?mobile={}&q=%20{}", MOBILE, MOBILE);
        log.atInfo().addKeyValue("mobile", MOBILE).log("key value");
        log.warn("exception", new IllegalStateException("for " + MOBILE, new IllegalArgumentException("+86" + MOBILE)));
        Logger named = LoggerFactory.getLogger("sms." + MOBILE);
        named.error("with spaces 138 1234 0000");

        assertThat(output.getOut())
                .doesNotContain(MOBILE)
                .doesNotContain("138 1234 0000")
                .doesNotContain(NAME)
                .contains("plain message 138****0000")
                .contains("argument 138****0000")
                .contains("value types 138****0000 欧阳**")
                .contains("mobile=138****0000&q=%20138****0000")
                .contains("java.lang.IllegalStateException: for 138****0000")
                .contains("java.lang.IllegalArgumentException: +86138****0000");
    }

    @Test
    void json_isOneValidObjectPerLine_withMdcAndMaskedFields(CapturedOutput output) {
        start(true);
        MDC.put("traceId", "0af7651916cd43dd8448eb211c80319c");
        MDC.put("caller", MOBILE);
        log.atWarn()
                .addKeyValue("mobile", MOBILE)
                .setCause(new IllegalStateException(MOBILE))
                .log("message \"{}\"", MOBILE);

        String line = output.getOut().strip();
        assertThat(line.lines()).hasSize(1);
        JsonNode read = JsonMapper.builder().build().readTree(line);
        assertThat(read.get("message").asString()).isEqualTo("message \"138****0000\"");
        assertThat(read.get("traceId").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(read.get("caller").asString()).isEqualTo("138****0000");
        assertThat(read.get("mobile").asString()).isEqualTo("138****0000");
        assertThat(read.get("level").asString()).isEqualTo("WARN");
        assertThat(read.get("stack_trace").asString()).contains("IllegalStateException: 138****0000");
    }

    @Test
    void otherDigits_stayReadable(CapturedOutput output) {
        start(true);
        log.info("id 138123400001234567 trace 13812340000123456789abcdef012345");
        assertThat(output.getOut()).contains("id 138123400001234567 trace 13812340000123456789abcdef012345");
    }

    private static void start(boolean asJson) {
        MockEnvironment environment = new MockEnvironment().withProperty("jiaxiao.logging.json", "" + asJson);
        LoggingSystem system = LoggingSystem.get(LoggedMobileTest.class.getClassLoader());
        system.cleanUp();
        system.beforeInitialize();
        system.initialize(new LoggingInitializationContext(environment), null, (LogFile) null);
    }
}
