package io.jiaxiao.roster.profile.web;

import io.jiaxiao.roster.organisation.ClassPlace;
import io.jiaxiao.roster.profile.FamilyRoster.PlacedChild;
import org.jspecify.annotations.Nullable;

/** A child as its guardian sees it; grade and class are missing between two classes. */
record ChildResponse(
        String id,
        String name,
        @Nullable UnitResponse school,
        @Nullable UnitResponse grade,
        @Nullable UnitResponse schoolClass) {

    static ChildResponse of(PlacedChild placed) {
        ClassPlace place = placed.place();
        return new ChildResponse(
                Long.toString(placed.child().id()),
                placed.child().name().clear(),
                placed.school() == null ? null : UnitResponse.of(placed.school()),
                place == null ? null : UnitResponse.of(place.grade()),
                place == null ? null : UnitResponse.of(place.schoolClass()));
    }
}
