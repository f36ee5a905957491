package io.jiaxiao.control;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the one line of a log that says why a process ended. Understands plain logs, JSON logs and Spring's report. */
final class LastWords {

    private static final int READ_AT_MOST = 512 * 1024;
    private static final int LINE_LIMIT = 300;
    private static final List<Pattern> BEST_FIRST = List.of(
            Pattern.compile("APPLICATION FAILED TO START\\s+\\*+\\s+Description:\\s+(\\S[^\\n]*)"),
            Pattern.compile("Caused by: ([^\\n]+)"),
            Pattern.compile("(?m)^(?:Exception in thread|Error: |OpenJDK 64-Bit Server VM error)[^\\n]*"),
            Pattern.compile("(?m)^[^\\n]*\\bERROR\\b[^\\n]*"));
    private static final Pattern JSON_MESSAGE = Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private LastWords() {}

    /** Length of a log now; what is written later begins there. */
    static long length(Path log) {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * @param from where the log of this run begins
     * @return one line, or "it wrote nothing"
     */
    static String of(Path log, long from) {
        return choose(read(log, from));
    }

    static String choose(String text) {
        // A JSON log has its stack trace in one line with escaped breaks.
        String unfolded = text.replace("\\r\\n", "\n").replace("\\n", "\n").replace("\\t", "\t");
        for (Pattern pattern : BEST_FIRST) {
            String last = null;
            for (Matcher matcher = pattern.matcher(unfolded); matcher.find(); ) {
                last = matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
            }
            if (last != null) {
                return shorten(last);
            }
        }
        return text.lines()
                .filter(line -> !line.isBlank())
                .reduce((earlier, later) -> later)
                .map(LastWords::shorten)
                .orElse("it wrote nothing");
    }

    private static String shorten(String line) {
        Matcher json = JSON_MESSAGE.matcher(line);
        String plain = (json.find() ? json.group(1) : line).strip();
        return plain.length() <= LINE_LIMIT ? plain : plain.substring(0, LINE_LIMIT) + "…";
    }

    private static String read(Path log, long from) {
        if (!Files.isRegularFile(log)) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            // A log that was rotated meanwhile is shorter than it was.
            long start = Math.max(Math.min(from, file.length()), file.length() - READ_AT_MOST);
            byte[] bytes = new byte[Math.toIntExact(file.length() - start)];
            file.seek(start);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }
}
