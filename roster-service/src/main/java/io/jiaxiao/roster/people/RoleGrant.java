package io.jiaxiao.roster.people;

/** A role and the unit it holds for, with all below it. */
public record RoleGrant(Role role, long unitId) {}
