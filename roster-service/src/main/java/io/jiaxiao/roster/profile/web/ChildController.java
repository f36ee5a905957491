package io.jiaxiao.roster.profile.web;

import io.jiaxiao.roster.people.CallerPerson;
import io.jiaxiao.roster.profile.FamilyRoster;
import io.jiaxiao.starter.security.Caller;
import io.jiaxiao.starter.security.DataScope;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** One of one's own children. */
@RestController
class ChildController {

    private final FamilyRoster families;

    ChildController(FamilyRoster families) {
        this.families = families;
    }

    @GetMapping("/api/v1/children/{id}")
    ChildResponse child(Caller caller, @PathVariable long id) {
        var child = families.childOf(CallerPerson.id(caller), id);
        DataScope.require(child.isPresent());
        return ChildResponse.of(child.orElseThrow());
    }
}
