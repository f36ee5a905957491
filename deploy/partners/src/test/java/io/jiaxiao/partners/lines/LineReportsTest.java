package io.jiaxiao.partners.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jiaxiao.partners.web.BadInput;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/** A line whose report nobody can take. */
class LineReportsTest {

    private static final EarnedReport REPORT =
            new EarnedReport("SHUZHIJIAXIAO", "L1", "READING_FINISHED", "7", 1, Instant.EPOCH);

    @Test
    void aBrokerThatIsAway_isToldAsUnavailable_andTheSameKeyMayGoAgain() {
        assertThat(refusalAt("127.0.0.1:9")).isEqualTo("消息队列不可用，可用同一业务号重发");
    }

    @Test
    void withoutABrokersAddress_itIsSaidThatThereIsNone() {
        assertThat(refusalAt("")).isEqualTo("没有配置消息队列地址");
    }

    private static String refusalAt(String nameServer) {
        try (var reports = new LineReports(nameServer, "", new JsonMapper())) {
            BadInput refusal = catchThrowableOfType(BadInput.class, () -> reports.send(REPORT));
            assertThat(refusal.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
            return refusal.getBody().getDetail();
        }
    }
}
