package io.jiaxiao.roster.organisation;

import java.util.EnumSet;
import java.util.Set;

/** What a node of the tree is. Regions and departments nest to any depth. */
public enum UnitKind {
    REGION,
    SCHOOL,
    CAMPUS,
    DEPARTMENT,
    GRADE,
    CLASS;

    /** Whether a unit of this kind may stand directly above one of {@code below}. */
    public boolean mayHold(UnitKind below) {
        return held().contains(below);
    }

    private Set<UnitKind> held() {
        return switch (this) {
            case REGION -> EnumSet.of(REGION, SCHOOL, DEPARTMENT);
            case SCHOOL -> EnumSet.of(CAMPUS, DEPARTMENT, GRADE);
            case CAMPUS -> EnumSet.of(DEPARTMENT, GRADE);
            case DEPARTMENT -> EnumSet.of(DEPARTMENT);
            case GRADE -> EnumSet.of(CLASS);
            case CLASS -> EnumSet.noneOf(UnitKind.class);
        };
    }
}
