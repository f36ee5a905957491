package io.jiaxiao.contracts.roster;

import java.util.List;

/** Which children are asked about. @param childIds at most 500 */
public record ChildrenWanted(List<String> childIds) {

    public ChildrenWanted {
        childIds = List.copyOf(childIds);
    }
}
