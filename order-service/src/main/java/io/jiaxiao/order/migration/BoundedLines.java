package io.jiaxiao.order.migration;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Text whose lines have an end. A quote that is opened and not closed would make the rest of the file one cell, in memory; no cell
 * of these files holds a line break, so an open quote at the end of a line is an error there.
 */
final class BoundedLines extends FilterReader {

    private static final int LONGEST = 4000;

    private long line = 1;
    private int length;
    private boolean quoted;

    BoundedLines(Reader in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            see((char) value);
        }
        return value;
    }

    @Override
    public int read(char[] text, int offset, int count) throws IOException {
        int read = super.read(text, offset, count);
        for (int i = 0; i < read; i++) {
            see(text[offset + i]);
        }
        return read;
    }

    private void see(char one) {
        if (one == '\n') {
            if (quoted) {
                throw MigrationRefusals.notCsv(line).asException();
            }
            line++;
            length = 0;
        } else if (++length > LONGEST) {
            throw MigrationRefusals.notCsv(line).asException();
        } else if (one == '"') {
            quoted = !quoted;
        }
    }
}
