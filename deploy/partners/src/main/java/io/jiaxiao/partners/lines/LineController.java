package io.jiaxiao.partners.lines;

import io.jiaxiao.partners.web.BadInput;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets a product line report. */
@RestController
@RequestMapping("/lines")
class LineController {

    private final LineReports reports;
    private final Clock clock;

    LineController(LineReports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    /** All but {@code quantity} must be given; it is 1 when it is not. */
    record Deed(@Nullable String key, @Nullable String event, @Nullable String personId, @Nullable Long quantity) {}

    @PostMapping("/{line}/points-earned")
    @ResponseStatus(HttpStatus.ACCEPTED)
    EarnedReport report(@PathVariable String line, @RequestBody Deed deed) {
        var report = new EarnedReport(
                line,
                given("key", deed.key()),
                given("event", deed.event()),
                given("personId", deed.personId()),
                deed.quantity() == null ? 1 : deed.quantity(),
                clock.instant());
        reports.send(report);
        return report;
    }

    private static String given(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new BadInput(field + " 不能为空");
        }
        return value;
    }
}
