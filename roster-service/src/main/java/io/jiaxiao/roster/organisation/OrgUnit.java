package io.jiaxiao.roster.organisation;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of the tree.
 *
 * @param parentId null for the root only
 * @param code     what a school calls itself in files; null for other kinds
 * @param path     ids from the root down to this unit, as {@code /1/5/9/}
 * @param sort     place among its siblings
 */
public record OrgUnit(
        long id, @Nullable Long parentId, UnitKind kind, String name, @Nullable String code, String path, int sort) {

    /** The unit that holds all others: the head office. Made by the first migration. */
    public static final long ROOT = 1;

    /** Whether this unit is {@code other} or lies below it. */
    public boolean within(OrgUnit other) {
        return path.startsWith(other.path);
    }

    /** The ids from the root down to this unit, itself the last. */
    public List<Long> pathIds() {
        return Arrays.stream(path.split("/"))
                .filter(id -> !id.isEmpty())
                .map(Long::valueOf)
                .toList();
    }

    /** The path a unit with this id would have directly below this one. */
    public String pathOf(long child) {
        return path + child + "/";
    }
}
