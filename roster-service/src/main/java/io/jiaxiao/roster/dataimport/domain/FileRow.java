package io.jiaxiao.roster.dataimport.domain;

import java.util.Map;

/**
 * One row of a file.
 *
 * @param number as its user counts: the heading is 1
 * @param cells  by heading, stripped; a missing cell is empty. Holds personal data, so a row never prints itself
 */
public record FileRow(int number, Map<String, String> cells) {

    public String cell(String heading) {
        return cells.getOrDefault(heading, "");
    }

    @Override
    public String toString() {
        return "FileRow[" + number + "]";
    }
}
