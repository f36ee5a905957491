package io.jiaxiao.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.message.fixture.MessageFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whatever happens to a message, neither its number nor its code can be read in a table or a log line. */
@ExtendWith(OutputCaptureExtension.class)
class PrivacyIT extends MessageFixture {

    private static final String CODE = "904817";

    @Test
    void noNumberNoNameAndNoCode_isReadableAnywhere(CapturedOutput output) {
        List<String> secrets = new ArrayList<>(List.of(CODE, "汪小明"));
        List<Long> ids = new ArrayList<>();
        for (String faults : new String[] {
            "[]",
            "[{\"kind\":\"REFUSE\",\"rspcod\":\"SystemBusy\",\"count\":1}]",
            "[{\"kind\":\"REFUSE\",\"rspcod\":\"ErrEcBlackList\"}]",
            "[{\"kind\":\"TIMEOUT_BEFORE\",\"millis\":2000}]",
            "[{\"kind\":\"TIMEOUT_AFTER_SUCCESS\",\"millis\":2000}]",
            "[{\"kind\":\"REPORT_STATUS\",\"errorCode\":\"MK:0001\"}]"
        }) {
            String mobile = aNumber();
            secrets.add(mobile);
            PARTNER.order(mobile, faults);
            Map<String, Object> body = aCode(mobile);
            body.put("params", Map.of("code", CODE, "minutes", "5"));
            ids.add(accept(body));
            Map<String, Object> notice = aNotice(mobile);
            notice.put("params", Map.of("school", "实验小学", "text", "汪小明请假"));
            ids.add(accept(notice));
            PARTNER.write(mobile, "我是汪小明，" + CODE);
        }
        ids.forEach(this::settled);
        assertThat(output.getAll()).as("the log is really read").contains("is of unknown fate");
        for (String secret : secrets) {
            assertThat(tablesWith(secret)).as("tables with %s", secret).isEmpty();
            assertThat(output.getAll()).as("log").doesNotContain(secret);
        }
    }

    private void settled(long id) {
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(20))
                .until(() -> List.of("DELIVERED", "FAILED", "UNKNOWN").contains(state(id)));
    }

    private List<String> tablesWith(String secret) {
        List<String> found = new ArrayList<>();
        for (String table : jdbc.queryForList(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()", String.class)) {
            boolean readable = jdbc.queryForList("SELECT * FROM `" + table + "`").stream()
                    .anyMatch(row -> row.values().stream()
                            .map(value -> value instanceof byte[] bytes ? new String(bytes) : String.valueOf(value))
                            .anyMatch(value -> value.contains(secret)));
            if (readable) {
                found.add(table);
            }
        }
        return found;
    }
}
