package io.jiaxiao.message.acceptance.web;

import io.jiaxiao.contracts.message.AcceptMessage;
import io.jiaxiao.contracts.message.AcceptedMessage;
import io.jiaxiao.message.acceptance.AcceptSms;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The server side of {@link io.jiaxiao.contracts.message.MessageApi}. */
@RestController
class MessageController {

    private final AcceptSms acceptance;

    MessageController(AcceptSms acceptance) {
        this.acceptance = acceptance;
    }

    @PostMapping("/internal/messages")
    AcceptedMessage accept(@Valid @RequestBody AcceptMessage message, Caller caller) {
        return acceptance.accept(caller.id(), message);
    }
}
