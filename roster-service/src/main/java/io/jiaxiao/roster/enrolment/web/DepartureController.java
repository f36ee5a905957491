package io.jiaxiao.roster.enrolment.web;

import io.jiaxiao.roster.enrolment.MoveChild;
import io.jiaxiao.roster.people.CallerPerson;
import io.jiaxiao.roster.people.Child;
import io.jiaxiao.roster.people.People;
import io.jiaxiao.starter.security.Caller;
import io.jiaxiao.starter.security.DataScope;
import jakarta.validation.Valid;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A guardian takes an own child out of its class. */
@RestController
class DepartureController {

    private final MoveChild move;
    private final People people;

    DepartureController(MoveChild move, People people) {
        this.move = move;
        this.people = people;
    }

    @PostMapping("/api/v1/children/{id}/departures")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeOut(Caller caller, @PathVariable long id, @Valid @RequestBody ReasonRequest request) {
        Optional<Child> child = people.childOf(CallerPerson.id(caller), id);
        DataScope.require(child.isPresent());
        move.takeOut(caller, child.orElseThrow(), request.reason().strip());
    }
}
