package io.jiaxiao.control;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** The table of {@code ./platform status}. */
final class StatusTable {

    private static final String ROW = "%-20s %-10s %8s %6s %8s %10s  %s";

    private StatusTable() {}

    static String of(List<ProcessView> views) {
        StringBuilder table = new StringBuilder(line("NAME", "STATE", "PID", "PORT", "RSS", "UPTIME", ""));
        long total = 0;
        for (ProcessView view : views) {
            total += view.residentMiB().orElse(0);
            table.append(line(
                    view.name(),
                    view.state().toString(),
                    orDash(view.pid()),
                    view.port().isPresent() ? Integer.toString(view.port().getAsInt()) : "-",
                    view.residentMiB().isPresent() ? view.residentMiB().getAsLong() + " MB" : "-",
                    view.uptime().map(StatusTable::readable).orElse("-"),
                    view.note()));
        }
        return table.append(line("", "", "", "", total + " MB", "", "")).toString();
    }

    static String readable(Duration uptime) {
        if (uptime.toHours() > 0) {
            return uptime.toHours() + " h " + uptime.toMinutesPart() + " min";
        }
        return uptime.toMinutes() > 0
                ? uptime.toMinutes() + " min " + uptime.toSecondsPart() + " s"
                : uptime.toSeconds() + " s";
    }

    private static String orDash(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "-";
    }

    private static String line(Object... cells) {
        return String.format(Locale.ROOT, ROW, cells).stripTrailing() + System.lineSeparator();
    }
}
