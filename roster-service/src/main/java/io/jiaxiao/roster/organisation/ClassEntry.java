package io.jiaxiao.roster.organisation;

/** One class as a file names it. */
public record ClassEntry(int row, String schoolCode, String schoolName, String grade, String schoolClass) {}
