package io.jiaxiao.roster.dataimport.domain;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.roster.dataimport.domain.ImportKind.Heading;
import io.jiaxiao.roster.dataimport.domain.RowReader.ClassKey;
import io.jiaxiao.roster.merging.RowOutcome.Refused;
import io.jiaxiao.roster.people.StudentNumber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps of several rows about the same only the first, so that the same file again changes nothing (requirement R8). For the same
 * reason a class has one class teacher in a file.
 */
public final class Repetitions {

    private final List<FileRow> kept = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();

    public Repetitions(ImportKind kind, List<FileRow> rows) {
        Map<List<String>, Integer> first = new HashMap<>();
        Map<ClassKey, FileRow> heads = new HashMap<>();
        for (FileRow row : rows) {
            Integer before = first.putIfAbsent(
                    kind.key().stream().map(heading -> folded(row, heading)).toList(), row.number());
            FileRow head = kind == ImportKind.TEACHERS ? otherHead(row, heads) : null;
            if (before != null) {
                refused.add(new Refused(row.number(), kind.key().getLast(), "与第 " + before + " 行重复"));
            } else if (head != null) {
                refused.add(new Refused(row.number(), Heading.HEAD, "第 " + head.number() + " 行已有该班级的班主任"));
            } else {
                kept.add(row);
            }
        }
    }

    /** A row before this one that makes somebody else the class teacher this row's teacher is to be. */
    private static @Nullable FileRow otherHead(FileRow row, Map<ClassKey, FileRow> heads) {
        if (!row.cell(Heading.HEAD).equals(Heading.YES)) {
            return null;
        }
        FileRow head = heads.computeIfAbsent(RowReader.keyOf(row), key -> row);
        return folded(head, Heading.MOBILE).equals(folded(row, Heading.MOBILE)) ? null : head;
    }

    /** As it is compared once it is read. */
    private static String folded(FileRow row, String heading) {
        String cell = row.cell(heading);
        return switch (heading) {
            case Heading.NUMBER -> StudentNumber.folded(cell);
            case Heading.MOBILE -> Mobile.tryParse(cell).map(Mobile::digits).orElse(cell);
            default -> cell;
        };
    }

    public List<FileRow> kept() {
        return List.copyOf(kept);
    }

    public List<Refused> refused() {
        return List.copyOf(refused);
    }
}
