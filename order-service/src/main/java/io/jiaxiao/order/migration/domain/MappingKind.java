package io.jiaxiao.order.migration.domain;

/** What can be mapped from the old platform's codes to ours. */
public enum MappingKind {
    /** Old product → plan. */
    PLAN,
    /** Old number of a child → child. */
    CHILD,
    /** Old number of a guardian → person. */
    PERSON,
    /** Old code of a school → school. */
    SCHOOL,
    /** Old school's code, a colon, old class's code → class. */
    CLASS
}
