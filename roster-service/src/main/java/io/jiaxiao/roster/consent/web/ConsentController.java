package io.jiaxiao.roster.consent.web;

import io.jiaxiao.roster.consent.Consent;
import io.jiaxiao.roster.consent.Consents;
import io.jiaxiao.roster.people.CallerPerson;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A guardian agrees to the privacy terms. */
@RestController
class ConsentController {

    private final Consents consents;

    ConsentController(Consents consents) {
        this.consents = consents;
    }

    /** The version the guardian read. */
    record ConsentRequest(
            @NotNull(message = "不能为空") @Pattern(regexp = "[0-9A-Za-z.-]{1,20}", message = "格式不正确") String version) {}

    /** When it was given, which may be earlier. */
    record ConsentResponse(String version, Instant givenAt) {}

    @PostMapping("/api/v1/consents")
    @ResponseStatus(HttpStatus.CREATED)
    ConsentResponse give(Caller caller, @Valid @RequestBody ConsentRequest request) {
        Consent consent = consents.give(CallerPerson.id(caller), request.version(), caller.clientIp());
        return new ConsentResponse(consent.version(), consent.givenAt());
    }
}
