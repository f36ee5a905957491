package io.jiaxiao.roster.enrolment.web;

import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.consent.Consents;
import io.jiaxiao.roster.enrolment.DecideRequest;
import io.jiaxiao.roster.enrolment.FindRequests;
import io.jiaxiao.roster.enrolment.JoinAnswer;
import io.jiaxiao.roster.enrolment.JoinClass;
import io.jiaxiao.roster.enrolment.domain.Cause;
import io.jiaxiao.roster.enrolment.domain.Recognition.Typed;
import io.jiaxiao.roster.enrolment.domain.RequestState;
import io.jiaxiao.roster.people.CallerPerson;
import io.jiaxiao.roster.people.Relation;
import io.jiaxiao.roster.people.StudentNumber;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A guardian joins a class, and sees what became of it: whoever put the phone away goes on from the list. */
@RestController
@RequestMapping("/api/v1/join-requests")
class JoinController {

    private final JoinClass join;
    private final FindRequests find;
    private final DecideRequest decide;
    private final Consents consents;

    JoinController(JoinClass join, FindRequests find, DecideRequest decide, Consents consents) {
        this.join = join;
        this.find = find;
        this.decide = decide;
        this.consents = consents;
    }

    /**
     * Either {@code childId} or {@code child}.
     *
     * @param code           what was scanned
     * @param childId        one of the own children
     * @param child          a child that is typed in
     * @param transferReason only for a child that is to leave its present class
     * @param consentVersion of the privacy terms the guardian has just agreed to; missing when that was done before
     */
    record WishRequest(
            @NotBlank(message = "不能为空") @Size(max = 200, message = "过长") String code,
            @Nullable @Pattern(regexp = "[1-9][0-9]{0,17}", message = "不正确") String childId,
            @Nullable @Valid ChildRequest child,
            @NotNull(message = "不能为空") Relation relation,
            @Nullable @Size(min = 2, max = 200, message = "须为2至200个字") String transferReason,
            @Nullable @Pattern(regexp = "[0-9A-Za-z.-]{1,20}", message = "格式不正确") String consentVersion) {

        @AssertTrue(message = "请选择一个孩子，或填写孩子信息")
        boolean isOneChild() {
            return (childId == null) != (child == null);
        }

        @Override
        public String toString() {
            return "WishRequest[childId=" + childId + "]";
        }
    }

    /** @param number the school's; missing when the guardian does not know it */
    record ChildRequest(
            @NotBlank(message = "不能为空") @Size(max = 200, message = "过长") String name,
            @Nullable @Pattern(regexp = "\\s*[A-Za-z0-9-]{1,32}\\s*", message = "学号格式不正确") String number) {

        Typed typed() {
            return new Typed(PersonName.parse(name), number == null ? null : new StudentNumber(number.strip()));
        }

        @Override
        public String toString() {
            return "ChildRequest[hidden]";
        }
    }

    /**
     * @param state     JOINED, or PENDING until the class teacher has looked
     * @param already   it was so before
     * @param requestId missing for a child that was in the class before
     * @param childId   missing while nobody knows which child it is
     */
    record JoinResponse(
            RequestState state,
            boolean already,
            @Nullable String requestId,
            @Nullable String childId,
            @Nullable Cause cause) {

        static JoinResponse of(JoinAnswer answer) {
            Long request = answer.requestId();
            Long child = answer.childId();
            return new JoinResponse(
                    answer.state(),
                    answer.already(),
                    request == null ? null : Long.toString(request),
                    child == null ? null : Long.toString(child),
                    answer.cause());
        }
    }

    /** @param nextCursor missing on the last page */
    record OwnRequestsResponse(List<OwnRequestResponse> items, @Nullable String nextCursor) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    JoinResponse join(
            Caller caller,
            @RequestHeader("Idempotency-Key") @Pattern(regexp = "[!-~]{1,64}", message = "应为 1 至 64 位可见 ASCII 字符")
                    String key,
            @Valid @RequestBody WishRequest request) {
        long guardian = CallerPerson.id(caller);
        if (request.consentVersion() != null) {
            consents.give(guardian, request.consentVersion(), caller.clientIp());
        }
        String childId = request.childId();
        ChildRequest child = request.child();
        String reason = request.transferReason();
        var wish = new JoinClass.Wish(
                guardian,
                request.code(),
                childId == null ? null : Long.valueOf(childId),
                child == null ? null : child.typed(),
                request.relation(),
                reason == null ? null : reason.strip());
        return JoinResponse.of(join.join(wish, key));
    }

    /** The newest first. */
    @GetMapping
    OwnRequestsResponse list(
            Caller caller,
            @RequestParam(defaultValue = "9223372036854775807") @Min(value = 1, message = "不正确") long cursor,
            @RequestParam(defaultValue = "20")
                    @Min(value = 1, message = "须为1至100")
                    @Max(value = 100, message = "须为1至100")
                    int size) {
        List<FindRequests.Own> found = find.ofGuardian(CallerPerson.id(caller), cursor, size + 1);
        List<FindRequests.Own> page = found.subList(0, Math.min(size, found.size()));
        return new OwnRequestsResponse(
                page.stream().map(OwnRequestResponse::of).toList(),
                found.size() > size ? Long.toString(page.getLast().request().id()) : null);
    }

    @GetMapping("/{id}")
    OwnRequestResponse one(Caller caller, @PathVariable long id) {
        return OwnRequestResponse.of(find.ofGuardian(CallerPerson.id(caller), id));
    }

    @PostMapping("/{id}/withdrawals")
    OwnRequestResponse withdraw(Caller caller, @PathVariable long id) {
        decide.withdraw(CallerPerson.id(caller), id);
        return one(caller, id);
    }
}
