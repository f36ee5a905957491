package io.jiaxiao.order.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.io.input.BOMInputStream;

/** Reads a CSV file (UTF-8, with or without byte order mark, headings in the first line) a batch of lines at a time. */
final class CsvFile {

    private static final int BATCH = 1000;

    private final List<String> required;
    private final List<String> optional;
    private final int mostLines;

    CsvFile(List<String> required, List<String> optional, int mostLines) {
        this.required = required;
        this.optional = optional;
        this.mostLines = mostLines;
    }

    /**
     * A line.
     *
     * @param number  the user's own, the headings are 1
     * @param cells   by column, trimmed; a missing one is not there
     * @param surplus whether it has more cells than there are headings
     */
    record Line(int number, Map<String, String> cells, boolean surplus) {}

    /**
     * @param each is given at most 1000 lines
     * @return how many lines there were behind the headings
     * @throws io.jiaxiao.kernel.RefusedException 400 when it is not such a file, naming the line or the column
     */
    int read(InputStream body, Consumer<List<Line>> each) throws IOException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try (var text = BOMInputStream.builder().setInputStream(body).get();
                CSVParser lines = CSVFormat.RFC4180
                        .builder()
                        .setIgnoreEmptyLines(true)
                        .setTrim(true)
                        .get()
                        .parse(new BoundedLines(new InputStreamReader(text, decoder)))) {
            return read(lines, each);
        } catch (CharacterCodingException e) {
            throw MigrationRefusals.NOT_UTF8.asException();
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof CharacterCodingException
                    ? MigrationRefusals.NOT_UTF8.asException()
                    : MigrationRefusals.notCsv(1).asException();
        }
    }

    private int read(CSVParser lines, Consumer<List<Line>> each) throws IOException {
        var records = lines.iterator();
        long[] at = {1};
        try {
            if (!records.hasNext()) {
                throw MigrationRefusals.EMPTY.asException();
            }
            List<String> headings = headings(records.next());
            List<Line> batch = new ArrayList<>(BATCH);
            int count = 0;
            while (records.hasNext()) {
                batch.add(line(headings, records.next(), lines.getCurrentLineNumber()));
                at[0] = lines.getCurrentLineNumber() + 1;
                if (++count > mostLines) {
                    throw MigrationRefusals.tooLong(mostLines).asException();
                }
                if (batch.size() == BATCH) {
                    each.accept(batch);
                    batch = new ArrayList<>(BATCH);
                }
            }
            if (!batch.isEmpty()) {
                each.accept(batch);
            }
            return count;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CSVException) {
                throw MigrationRefusals.notCsv(at[0]).asException();
            }
            throw e;
        }
    }

    private List<String> headings(CSVRecord first) {
        List<String> headings = first.toList();
        Set<String> seen = new HashSet<>();
        for (String heading : headings) {
            if (!required.contains(heading) && !optional.contains(heading)) {
                List<String> all = new ArrayList<>(required);
                all.addAll(optional);
                throw MigrationRefusals.column("UNKNOWN_COLUMN", "有不认识的列；可用的列：" + String.join("、", all))
                        .asException();
            }
            if (!seen.add(heading)) {
                throw MigrationRefusals.column("COLUMN_TWICE", "列“" + heading + "”出现了两次")
                        .asException();
            }
        }
        for (String one : required) {
            if (!seen.contains(one)) {
                throw MigrationRefusals.column("COLUMN_MISSING", "缺少列“" + one + "”")
                        .asException();
            }
        }
        return headings;
    }

    private static Line line(List<String> headings, CSVRecord record, long number) {
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < Math.min(record.size(), headings.size()); i++) {
            cells.put(headings.get(i), record.get(i));
        }
        return new Line(Math.toIntExact(number), cells, record.size() > headings.size());
    }
}
