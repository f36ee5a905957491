package io.jiaxiao.roster.signin.web;

import io.jiaxiao.roster.people.CallerPerson;
import io.jiaxiao.roster.signin.TokenFamilies;
import io.jiaxiao.roster.signin.console.ConsoleSessions;
import io.jiaxiao.starter.security.Caller;
import io.swagger.v3.oas.annotations.Parameter;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Ends the session the access token belongs to; of an operator, every browser session. */
@RestController
class SignOutController {

    private final TokenFamilies families;
    private final ConsoleSessions console;

    SignOutController(TokenFamilies families, ConsoleSessions console) {
        this.families = families;
        this.console = console;
    }

    @PostMapping("/api/v1/sign-out")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(Caller caller, @Parameter(hidden = true) @AuthenticationPrincipal Jwt token) {
        long person = CallerPerson.id(caller);
        String session = token.getClaimAsString("sid");
        if (session == null) {
            console.endAllOf(person);
        } else {
            families.end(Long.parseLong(session), person);
        }
    }
}
