package io.jiaxiao.roster.dataimport;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.roster.dataimport.domain.FileRow;
import io.jiaxiao.roster.dataimport.domain.ImportKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.io.input.BOMInputStream;

/** Reads an uploaded CSV (UTF-8, with or without byte order mark) into rows, or says what is wrong with the file. */
final class ImportFile {

    static final int MOST_ROWS = 100_000;
    private static final int LONGEST_CELL = 200;

    private ImportFile() {}

    /** @throws io.jiaxiao.kernel.RefusedException 400 when it is not such a file, naming the line or the heading */
    static List<FileRow> read(ImportKind kind, InputStream body) {
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
                        .parse(new InputStreamReader(text, decoder))) {
            var records = lines.iterator();
            if (!records.hasNext()) {
                throw Refusal.invalid("FILE_EMPTY", "文件为空，第一行应为列名").asException();
            }
            List<String> headings = headings(kind, records.next());
            List<FileRow> rows = new ArrayList<>();
            while (records.hasNext()) {
                rows.add(row(headings, records.next()));
                if (rows.size() > MOST_ROWS) {
                    throw Refusal.invalid("FILE_TOO_LONG", "一个文件最多 " + MOST_ROWS + " 行，请拆分后导入")
                            .asException();
                }
            }
            return rows;
        } catch (CharacterCodingException e) {
            throw notUtf8();
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof CharacterCodingException ? notUtf8() : notCsv();
        } catch (CSVException e) {
            throw notCsv();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> headings(ImportKind kind, CSVRecord first) {
        List<String> headings = first.toList();
        Set<String> seen = new HashSet<>();
        for (String heading : headings) {
            if (!kind.all().contains(heading)) {
                throw Refusal.invalid("UNKNOWN_COLUMN", "有不认识的列；可用的列：" + String.join("、", kind.all()))
                        .asException();
            }
            if (!seen.add(heading)) {
                throw Refusal.invalid("COLUMN_TWICE", "列“" + heading + "”出现了两次").asException();
            }
        }
        for (String required : kind.required()) {
            if (!seen.contains(required)) {
                throw Refusal.invalid("COLUMN_MISSING", "缺少列“" + required + "”").asException();
            }
        }
        return headings;
    }

    private static FileRow row(List<String> headings, CSVRecord record) {
        int number = Math.toIntExact(record.getParser().getCurrentLineNumber());
        if (record.size() > headings.size()) {
            throw Refusal.invalid("ROW_TOO_LONG", "第 " + number + " 行的列数多于列名").asException();
        }
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < record.size(); i++) {
            String cell = record.get(i);
            if (cell.length() > LONGEST_CELL) {
                throw Refusal.invalid("CELL_TOO_LONG", "第 " + number + " 行“" + headings.get(i) + "”过长")
                        .asException();
            }
            cells.put(headings.get(i), cell);
        }
        return new FileRow(number, cells);
    }

    private static RuntimeException notUtf8() {
        return Refusal.invalid("NOT_UTF8", "文件不是 UTF-8 编码，请另存为“CSV UTF-8”后导入").asException();
    }

    private static RuntimeException notCsv() {
        return Refusal.invalid("NOT_CSV", "文件不是合法的 CSV，请检查引号").asException();
    }
}
