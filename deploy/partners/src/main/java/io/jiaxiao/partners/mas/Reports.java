package io.jiaxiao.partners.mas;

import io.jiaxiao.partners.push.Callback;
import io.jiaxiao.partners.push.Callbacks;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Status reports (partners.md 1.6): one number a request, to the URL registered with the partner. */
final class Reports {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private final Callbacks callbacks;
    private final Clock clock;
    private final JsonMapper json;
    private final MasPushes pushes;

    Reports(Callbacks callbacks, Clock clock, JsonMapper json, MasPushes pushes) {
        this.callbacks = callbacks;
        this.clock = clock;
        this.json = json;
        this.pushes = pushes;
    }

    /** The fields in the partner's order. */
    record Report(
            String reportStatus,
            String mobile,
            String submitDate,
            String receiveDate,
            String errorCode,
            String msgGroup) {}

    /** Pushes the early reports now and returns when the platform has answered the last of them. */
    void pushEarly(String msgGroup, Instant submitted, List<Fate> fates) {
        URI url = pushes.reportUrl();
        if (url != null) {
            fates.stream().filter(Fate::early).forEach(fate -> pushNow(report(url, msgGroup, submitted, fate), fate));
        }
    }

    /** Pushes all other reports, each when its time has come. */
    void pushInTime(String msgGroup, Instant submitted, List<Fate> fates) {
        URI url = pushes.reportUrl();
        if (url == null) {
            return;
        }
        for (Fate fate : fates) {
            if (!fate.early()) {
                for (int copy = 0; copy < fate.copies(); copy++) {
                    callbacks.pushAfter(fate.delay(), () -> report(url, msgGroup, submitted, fate));
                }
            }
        }
    }

    private void pushNow(Callback report, Fate fate) {
        for (int copy = 1; copy < fate.copies(); copy++) {
            callbacks.pushAfter(Duration.ZERO, () -> report);
        }
        callbacks.push(report);
    }

    private Callback report(URI url, String msgGroup, Instant submitted, Fate fate) {
        Report report = new Report(
                fate.reportStatus(),
                fate.line().number(),
                stamp(submitted),
                stamp(clock.instant()),
                fate.errorCode(),
                msgGroup);
        return new Callback(
                MasConfiguration.PARTNER,
                "report",
                url,
                json.writeValueAsString(report),
                List.of(fate.line()),
                msgGroup,
                pushes.againAfter(),
                fate.faults());
    }

    private String stamp(Instant moment) {
        return STAMP.format(ZonedDateTime.ofInstant(moment, clock.getZone()));
    }
}
