package io.jiaxiao.roster.enrolment.web;

import io.jiaxiao.roster.administration.OperatorScope;
import io.jiaxiao.roster.enrolment.MoveChild;
import io.jiaxiao.roster.people.Child;
import io.jiaxiao.roster.people.Enrolment;
import io.jiaxiao.roster.people.EnrolmentChange;
import io.jiaxiao.roster.people.Enrolments;
import io.jiaxiao.roster.people.People;
import io.jiaxiao.starter.security.Caller;
import io.jiaxiao.starter.security.DataScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A child's classes, present and past, and its way from one to another, for operators within their scope. */
@RestController
@RequestMapping("/admin/v1/roster/children/{id}")
class ChildMoveController {

    private final OperatorScope scope;
    private final People people;
    private final Enrolments enrolments;
    private final MoveChild move;

    ChildMoveController(OperatorScope scope, People people, Enrolments enrolments, MoveChild move) {
        this.scope = scope;
        this.people = people;
        this.enrolments = enrolments;
        this.move = move;
    }

    /** The latest first. */
    record HistoryResponse(List<EnrolmentResponse> items) {}

    /**
     * A child's time in a class.
     *
     * @param to   the first day it was not there any more; missing while it is there
     * @param note in the words of whoever ended it
     */
    record EnrolmentResponse(
            String classId,
            LocalDate from,
            @Nullable LocalDate to,
            EnrolmentChange reason,
            @Nullable String startedBy,
            @Nullable EnrolmentChange endReason,
            @Nullable String endedBy,
            @Nullable String note) {

        static EnrolmentResponse of(Enrolment enrolment) {
            return new EnrolmentResponse(
                    Long.toString(enrolment.classId()),
                    enrolment.fromDate(),
                    enrolment.toDate(),
                    enrolment.reason(),
                    enrolment.startedBy(),
                    enrolment.endReason(),
                    enrolment.endedBy(),
                    enrolment.endNote());
        }
    }

    /** @param on the first day in the new class */
    record TransferRequest(
            @NotNull(message = "不能为空") @Pattern(regexp = "[1-9][0-9]{0,17}", message = "不正确") String classId,
            @NotNull(message = "不能为空") LocalDate on,
            @NotBlank(message = "请填写原因") @Size(min = 2, max = 200, message = "须为2至200个字") String reason) {}

    @GetMapping("/enrolments")
    HistoryResponse history(Caller caller, @PathVariable long id) {
        requireChild(caller, id);
        return history(id);
    }

    @PostMapping("/transfers")
    HistoryResponse transfer(Caller caller, @PathVariable long id, @Valid @RequestBody TransferRequest request) {
        Child child = requireChild(caller, id);
        long to = Long.parseLong(request.classId());
        scope.requireUnit(caller, to);
        move.transfer(caller, child, to, request.on(), request.reason().strip());
        return history(id);
    }

    @PostMapping("/departures")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeOut(Caller caller, @PathVariable long id, @Valid @RequestBody ReasonRequest request) {
        move.takeOut(caller, requireChild(caller, id), request.reason().strip());
    }

    private HistoryResponse history(long id) {
        return new HistoryResponse(
                enrolments.history(id).stream().map(EnrolmentResponse::of).toList());
    }

    private Child requireChild(Caller caller, long id) {
        Optional<Child> child = people.child(id);
        DataScope.require(child.isPresent());
        scope.requireUnit(caller, child.orElseThrow().schoolId());
        return child.orElseThrow();
    }
}
