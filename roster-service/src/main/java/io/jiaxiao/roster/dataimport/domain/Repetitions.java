package io.jiaxiao.roster.dataimport.domain;

import io.jiaxiao.roster.merging.RowOutcome.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps of several rows about the same only the first, so that the same file again changes nothing (requirement R8). */
public final class Repetitions {

    private final List<FileRow> kept = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();

    public Repetitions(ImportKind kind, List<FileRow> rows) {
        Map<List<String>, Integer> first = new HashMap<>();
        for (FileRow row : rows) {
            Integer before =
                    first.putIfAbsent(kind.key().stream().map(row::cell).toList(), row.number());
            if (before == null) {
                kept.add(row);
            } else {
                refused.add(new Refused(row.number(), kind.key().getLast(), "与第 " + before + " 行重复"));
            }
        }
    }

    public List<FileRow> kept() {
        return List.copyOf(kept);
    }

    public List<Refused> refused() {
        return List.copyOf(refused);
    }
}
