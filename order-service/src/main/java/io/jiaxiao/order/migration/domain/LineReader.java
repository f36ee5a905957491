package io.jiaxiao.order.migration.domain;

import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.subscription.domain.OldTerm.Then;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line of the old platform's file into an order, or says everything that is wrong with it. Whether its codes are known
 * and its dates fit today is seen later. Times are Asia/Shanghai.
 */
public final class LineReader {

    /** The columns a file has to have, in any order. */
    public static final List<String> REQUIRED = List.of(
            "old_order_no",
            "product_code",
            "child_no",
            "school_code",
            "class_code",
            "state",
            "channel",
            "paid_fen",
            "paid_at",
            "from_date",
            "through_date");

    /** The columns it may have. */
    public static final List<String> OPTIONAL =
            List.of("guardian_no", "refunded_fen", "paused_on", "resumes_on", "ended_on");

    public static final String MISSING = "MISSING";
    public static final String MALFORMED = "MALFORMED";
    public static final String NOT_FOR_STATE = "NOT_FOR_STATE";
    public static final String MOBILE_NOT_ALLOWED = "MOBILE_NOT_ALLOWED";
    public static final String OUT_OF_RANGE = "OUT_OF_RANGE";
    public static final String ORDER_OF_DAYS = "ORDER_OF_DAYS";
    public static final String MORE_THAN_PAID = "MORE_THAN_PAID";

    private static final Pattern ORDER_NO = Pattern.compile("[A-Za-z0-9_-]{1,40}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final Pattern MOBILE = Pattern.compile("1[3-9][0-9]{9}");
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,9}");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2100, 1, 1);
    private static final int LONGEST_DAYS = 3700;
    private static final int LONGEST_PAUSE_DAYS = 366;

    private final Map<String, String> cells;
    private final List<LineFault> faults = new ArrayList<>();

    private LineReader(Map<String, String> cells) {
        this.cells = cells;
    }

    /** What a line says. */
    public sealed interface Reading {

        /** It can be read. */
        record Good(OldOrder order) implements Reading {}

        /** It cannot. @param orderNo its number as far as that is one; null otherwise */
        record Bad(@Nullable String orderNo, List<LineFault> faults) implements Reading {

            public Bad {
                faults = List.copyOf(faults);
            }
        }
    }

    /** @param cells by column, trimmed; a missing one is an empty one */
    public static Reading read(Map<String, String> cells) {
        return new LineReader(cells).line();
    }

    private Reading line() {
        String orderNo = matching("old_order_no", ORDER_NO);
        String product = matching("product_code", CODE);
        String child = number("child_no", true);
        String guardian = number("guardian_no", false);
        String school = matching("school_code", CODE);
        String schoolClass = matching("class_code", CODE);
        Then state = oneOf("state", Then.values());
        OldChannel channel = oneOf("channel", OldChannel.values());
        Long paid = amount("paid_fen", true);
        Long refunded = amount("refunded_fen", false);
        Instant paidAt = moment();
        LocalDate from = day("from_date", true);
        LocalDate through = day("through_date", true);
        boolean paused = state == Then.PAUSED;
        boolean ended = state == Then.CANCELLED || state == Then.REFUNDED;
        LocalDate pausedOn = dayOf("paused_on", state, paused);
        LocalDate resumesOn = dayOf("resumes_on", state, paused);
        LocalDate endedOn = dayOf("ended_on", state, ended);
        money(state, paid, refunded);
        if (from != null && through != null) {
            days(from, through);
            pause(from, through, pausedOn, resumesOn);
        }
        if (!faults.isEmpty()
                || orderNo == null
                || product == null
                || child == null
                || school == null
                || schoolClass == null
                || state == null
                || channel == null
                || paid == null
                || paidAt == null
                || from == null
                || through == null) {
            return new Reading.Bad(orderNo, faults);
        }
        return new Reading.Good(new OldOrder(
                orderNo,
                product,
                child,
                guardian,
                school,
                schoolClass,
                state,
                channel,
                paid,
                refunded == null ? 0 : refunded,
                paidAt,
                from,
                through,
                pausedOn,
                resumesOn,
                endedOn));
    }

    private void money(@Nullable Then state, @Nullable Long paid, @Nullable Long refunded) {
        long back = refunded == null ? 0 : refunded;
        if (paid != null && back > paid) {
            fault("refunded_fen", MORE_THAN_PAID);
        }
        if (state == Then.REFUNDED && back == 0) {
            fault("refunded_fen", MISSING);
        } else if (state == Then.CANCELLED && back > 0) {
            fault("refunded_fen", NOT_FOR_STATE);
        }
    }

    private void days(LocalDate from, LocalDate through) {
        if (through.isBefore(from)) {
            fault("through_date", ORDER_OF_DAYS);
        } else if (ChronoUnit.DAYS.between(from, through) > LONGEST_DAYS) {
            fault("through_date", OUT_OF_RANGE);
        }
    }

    private void pause(LocalDate from, LocalDate through, @Nullable LocalDate pausedOn, @Nullable LocalDate resumesOn) {
        if (pausedOn != null && (pausedOn.isBefore(from) || pausedOn.isAfter(through))) {
            fault("paused_on", ORDER_OF_DAYS);
        }
        if (pausedOn != null && resumesOn != null) {
            if (!resumesOn.isAfter(pausedOn)) {
                fault("resumes_on", ORDER_OF_DAYS);
            } else if (ChronoUnit.DAYS.between(pausedOn, resumesOn) > LONGEST_PAUSE_DAYS) {
                fault("resumes_on", OUT_OF_RANGE);
            }
        }
    }

    /** A number of a person, which must not be the phone's. */
    private @Nullable String number(String field, boolean required) {
        if (!required && cell(field).isEmpty()) {
            return null;
        }
        String number = matching(field, CODE);
        if (number != null && MOBILE.matcher(number).matches()) {
            fault(field, MOBILE_NOT_ALLOWED);
            return null;
        }
        return number;
    }

    private @Nullable String matching(String field, Pattern shape) {
        String cell = cell(field);
        if (cell.isEmpty()) {
            fault(field, MISSING);
            return null;
        }
        if (!shape.matcher(cell).matches()) {
            fault(field, MALFORMED);
            return null;
        }
        return cell;
    }

    private <E extends Enum<E>> @Nullable E oneOf(String field, E[] all) {
        String cell = cell(field);
        for (E one : all) {
            if (one.name().equals(cell)) {
                return one;
            }
        }
        fault(field, cell.isEmpty() ? MISSING : MALFORMED);
        return null;
    }

    private @Nullable Long amount(String field, boolean required) {
        if (!required && cell(field).isEmpty()) {
            return null;
        }
        String digits = matching(field, AMOUNT);
        return digits == null ? null : Long.valueOf(digits);
    }

    private @Nullable Instant moment() {
        String cell = cell("paid_at");
        if (cell.isEmpty()) {
            fault("paid_at", MISSING);
            return null;
        }
        try {
            LocalDateTime at = LocalDateTime.parse(cell, MOMENT);
            if (inRange("paid_at", at.toLocalDate())) {
                return BusinessDay.at(at);
            }
        } catch (DateTimeParseException e) {
            fault("paid_at", MALFORMED);
        }
        return null;
    }

    /** One that belongs to some states only. */
    private @Nullable LocalDate dayOf(String field, @Nullable Then state, boolean wanted) {
        if (state != null && !wanted && !cell(field).isEmpty()) {
            fault(field, NOT_FOR_STATE);
            return null;
        }
        return wanted ? day(field, true) : null;
    }

    private @Nullable LocalDate day(String field, boolean required) {
        String cell = cell(field);
        if (cell.isEmpty()) {
            if (required) {
                fault(field, MISSING);
            }
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(cell);
            return inRange(field, day) ? day : null;
        } catch (DateTimeParseException e) {
            fault(field, MALFORMED);
            return null;
        }
    }

    private boolean inRange(String field, LocalDate day) {
        boolean fine = !day.isBefore(EARLIEST) && day.isBefore(LATEST);
        if (!fine) {
            fault(field, OUT_OF_RANGE);
        }
        return fine;
    }

    private String cell(String field) {
        return cells.getOrDefault(field, "");
    }

    private void fault(String field, String why) {
        faults.add(new LineFault(field, why));
    }
}
