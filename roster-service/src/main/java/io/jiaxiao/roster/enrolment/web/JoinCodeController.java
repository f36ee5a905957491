package io.jiaxiao.roster.enrolment.web;

import io.jiaxiao.roster.enrolment.JoinCodes;
import io.jiaxiao.roster.enrolment.web.JoinCodeResponse.JoinCodesResponse;
import io.jiaxiao.roster.people.CallerPerson;
import io.jiaxiao.roster.people.People;
import io.jiaxiao.starter.security.Caller;
import io.jiaxiao.starter.security.DataScope;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The codes of a class, for its class teacher. */
@RestController
@RequestMapping("/api/v1/classes/{id}/join-codes")
class JoinCodeController {

    private final JoinCodes codes;
    private final People people;

    JoinCodeController(JoinCodes codes, People people) {
        this.codes = codes;
        this.people = people;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    JoinCodeResponse make(Caller caller, @PathVariable long id, @Valid @RequestBody JoinCodeRequest request) {
        requireOwnClass(caller, id);
        return JoinCodeResponse.of(codes.make(caller, id, request.life()));
    }

    @GetMapping
    JoinCodesResponse list(Caller caller, @PathVariable long id) {
        requireOwnClass(caller, id);
        return JoinCodesResponse.of(codes.ofClass(id));
    }

    @PostMapping("/{codeId}/revocations")
    JoinCodeResponse revoke(Caller caller, @PathVariable long id, @PathVariable long codeId) {
        requireOwnClass(caller, id);
        return JoinCodeResponse.of(codes.revoke(caller, id, codeId));
    }

    private void requireOwnClass(Caller caller, long classId) {
        DataScope.require(people.leads(CallerPerson.id(caller), classId));
    }
}
