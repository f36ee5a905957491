package io.jiaxiao.control.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code docs/benchmarks.md}: a section per bench with a table that only grows. */
final class BenchmarkTable {

    private static final String HEAD =
            "| date | commit | measured | value | target | met | conditions | JDK | machine |";
    private static final String RULE = "|---|---|---|---|---|---|---|---|---|";

    private final Path file;

    BenchmarkTable(Path file) {
        this.file = file;
    }

    /** Adds the results below the last line of the bench's table; makes the section if there is none. */
    void append(Bench bench, Circumstances circumstances, List<Measured> results) {
        try {
            List<String> lines = new ArrayList<>(
                    Files.exists(file)
                            ? Files.readAllLines(file)
                            : List.of("# Benchmarks", "", "Written by `./platform bench NAME`."));
            String title = "## " + bench.name();
            if (!lines.contains(title)) {
                lines.addAll(List.of("", title, "", bench.about(), "", HEAD, RULE));
            }
            lines.addAll(endOfTable(lines, lines.indexOf(title)), rows(circumstances, results));
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private static int endOfTable(List<String> lines, int title) {
        int end = title + 1;
        int next = title + 1;
        while (next < lines.size() && !lines.get(next).startsWith("## ")) {
            if (lines.get(next).startsWith("|")) {
                end = next + 1;
            }
            next++;
        }
        return end;
    }

    private static List<String> rows(Circumstances at, List<Measured> results) {
        return results.stream()
                .map(one -> row(
                        at.date().toString(),
                        at.commit(),
                        one.what(),
                        one.value(),
                        one.target(),
                        one.target().equals("-") ? "" : one.met() ? "yes" : "**no**",
                        one.conditions(),
                        at.jdk(),
                        at.machine()))
                .toList();
    }

    private static String row(String... cells) {
        StringBuilder row = new StringBuilder("|");
        for (String cell : cells) {
            row.append(' ').append(cell.replace("|", "\\|")).append(" |");
        }
        return row.toString();
    }
}
