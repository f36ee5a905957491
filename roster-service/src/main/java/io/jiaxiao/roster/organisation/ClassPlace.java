package io.jiaxiao.roster.organisation;

/** A class with the grade and the school it belongs to. */
public record ClassPlace(OrgUnit school, OrgUnit grade, OrgUnit schoolClass) {}
