package io.jiaxiao.roster.profile.web;

import io.jiaxiao.roster.organisation.OrgUnit;

/** A school, grade or class by its id and name. */
record UnitResponse(String id, String name) {

    static UnitResponse of(OrgUnit unit) {
        return new UnitResponse(Long.toString(unit.id()), unit.name());
    }
}
