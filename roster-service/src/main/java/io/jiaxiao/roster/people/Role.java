package io.jiaxiao.roster.people;

/** What a person may do, within the unit it is granted for. */
public enum Role {
    PARENT,
    TEACHER,
    /** Works in the console; for the root unit at head office, for a school in that school only. */
    OPERATOR
}
