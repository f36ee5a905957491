package io.jiaxiao.roster.enrolment.web;

import io.jiaxiao.roster.administration.OperatorScope;
import io.jiaxiao.roster.enrolment.Door;
import io.jiaxiao.roster.enrolment.JoinCodes;
import io.jiaxiao.roster.enrolment.SetDoor;
import io.jiaxiao.roster.enrolment.domain.JoinMode;
import io.jiaxiao.roster.enrolment.web.JoinCodeResponse.JoinCodesResponse;
import io.jiaxiao.roster.organisation.OrgUnit;
import io.jiaxiao.roster.organisation.UnitKind;
import io.jiaxiao.roster.people.Enrolments;
import io.jiaxiao.starter.security.Caller;
import io.jiaxiao.starter.security.DataScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How one gets into a class, and its codes, for operators within their scope. */
@RestController
@RequestMapping("/admin/v1/roster/classes/{id}")
class ClassDoorController {

    private final OperatorScope scope;
    private final SetDoor doors;
    private final JoinCodes codes;
    private final Enrolments enrolments;

    ClassDoorController(OperatorScope scope, SetDoor doors, JoinCodes codes, Enrolments enrolments) {
        this.scope = scope;
        this.doors = doors;
        this.codes = codes;
        this.enrolments = enrolments;
    }

    /** @param capacity how many children the class may hold */
    record DoorRequest(
            @NotNull(message = "不能为空") JoinMode mode,
            @NotNull(message = "不能为空") @Min(value = 1, message = "须为1至200") @Max(value = 200, message = "须为1至200")
                    Integer capacity) {}

    /** @param students how many children are in the class now */
    record DoorResponse(String classId, JoinMode mode, int capacity, int students) {}

    @GetMapping("/joining")
    DoorResponse door(Caller caller, @PathVariable long id) {
        requireClass(caller, id);
        return response(doors.find(id));
    }

    @PutMapping("/joining")
    DoorResponse set(Caller caller, @PathVariable long id, @Valid @RequestBody DoorRequest request) {
        requireClass(caller, id);
        return response(doors.set(caller, id, request.mode(), request.capacity()));
    }

    @PostMapping("/join-codes")
    @ResponseStatus(HttpStatus.CREATED)
    JoinCodeResponse make(Caller caller, @PathVariable long id, @Valid @RequestBody JoinCodeRequest request) {
        requireClass(caller, id);
        return JoinCodeResponse.of(codes.make(caller, id, request.life()));
    }

    @GetMapping("/join-codes")
    JoinCodesResponse list(Caller caller, @PathVariable long id) {
        requireClass(caller, id);
        return JoinCodesResponse.of(codes.ofClass(id));
    }

    @PostMapping("/join-codes/{codeId}/revocations")
    JoinCodeResponse revoke(Caller caller, @PathVariable long id, @PathVariable long codeId) {
        requireClass(caller, id);
        return JoinCodeResponse.of(codes.revoke(caller, id, codeId));
    }

    private void requireClass(Caller caller, long id) {
        OrgUnit unit = scope.requireUnit(caller, id);
        DataScope.require(unit.kind() == UnitKind.CLASS);
    }

    private DoorResponse response(Door door) {
        return new DoorResponse(
                Long.toString(door.classId()), door.mode(), door.capacity(), enrolments.size(door.classId()));
    }
}
