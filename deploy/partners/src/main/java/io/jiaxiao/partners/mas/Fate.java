package io.jiaxiao.partners.mas;

import io.jiaxiao.partners.faults.FaultBook;
import io.jiaxiao.partners.journal.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of one taken text: how its report will read, when it comes, and how often.
 *
 * @param delay simulated time from the taking to the report
 * @param copies reports pushed at that moment; 0 when the report is lost
 * @param early whether the report comes before the submission is answered
 * @param faults the ordered faults that made it so
 */
record Fate(
        Line line,
        String reportStatus,
        String errorCode,
        Duration delay,
        int copies,
        boolean early,
        List<String> faults) {

    /** Delivered, in the two words the partner has for it (partners.md 1.6, 1.8). */
    private static final String DELIVERED = "DELIVRD";

    private static final String DELIVERED_CODE = "CM:0000";

    /** Draws the fate of a text from the faults ordered for its number. */
    static Fate draw(FaultBook book, Line line, Duration usualDelay) {
        String number = line.number();
        List<String> faults = new ArrayList<>();
        String status = DELIVERED;
        String code = DELIVERED_CODE;
        Optional<MasFault.ReportStatus> bad = note(faults, book.draw(number, MasFault.ReportStatus.class));
        if (bad.isPresent()) {
            code = bad.get().errorCode();
            status = statusFor(bad.get());
        }
        if (note(faults, book.draw(number, MasFault.LoseReport.class)).isPresent()) {
            return new Fate(line, status, code, usualDelay, 0, false, List.copyOf(faults));
        }
        Duration delay = note(faults, book.draw(number, MasFault.LateReport.class))
                .map(late -> Duration.ofMillis(late.millis()))
                .orElse(usualDelay);
        int copies =
                note(faults, book.draw(number, MasFault.DoubleReport.class)).isPresent() ? 2 : 1;
        boolean early = note(faults, book.draw(number, MasFault.ReportBeforeResponse.class))
                .isPresent();
        return new Fate(line, status, code, delay, copies, early, List.copyOf(faults));
    }

    boolean reachesThePhone() {
        return reportStatus.equals(DELIVERED) || reportStatus.equals(DELIVERED_CODE);
    }

    private static <F extends MasFault> Optional<F> note(List<String> faults, Optional<F> fault) {
        fault.ifPresent(present -> faults.add(present.kind()));
        return fault;
    }

    /** The status that goes with a code: the families of partners.md 1.8; words stand for themselves. */
    private static String statusFor(MasFault.ReportStatus fault) {
        String given = fault.reportStatus();
        String code = fault.errorCode();
        if (given != null) {
            return given;
        }
        if (code.equals(DELIVERED_CODE)) {
            return DELIVERED;
        }
        if (!code.contains(":")) {
            return code;
        }
        return code.startsWith("MI:") ? "EXPIRED" : "UNDELIV";
    }
}
