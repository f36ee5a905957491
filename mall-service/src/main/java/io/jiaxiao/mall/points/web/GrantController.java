package io.jiaxiao.mall.points.web;

import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.points.EarnResult;
import io.jiaxiao.mall.points.earning.EarnByRule;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Product lines grant points, each in its own name. */
@RestController
class GrantController {

    private static final Refusal NO_LINE = Refusal.forbidden("NOT_A_PRODUCT_LINE", "该客户端不是可发放积分的产品线");

    private final EarnByRule earning;
    private final Clock clock;

    GrantController(EarnByRule earning, Clock clock) {
        this.earning = earning;
        this.clock = clock;
    }

    /** @param key the line's own number for it: the same key is one grant */
    @PostMapping("/open/v1/points/grants")
    GrantAnswer grant(
            @RequestHeader("Idempotency-Key") @Pattern(regexp = Keys.FORM, message = Keys.MESSAGE) String key,
            @Valid @RequestBody GrantRequest request,
            Caller caller) {
        EarnResult result = earning.earn(
                line(caller),
                key,
                Numbers.of("personId", request.personId()),
                request.event(),
                request.quantity(),
                clock.instant());
        return switch (result) {
            case EarnResult.Granted granted ->
                new GrantAnswer(granted.points().value(), false, Long.toString(granted.lotId()));
            case EarnResult.CapReached capped -> new GrantAnswer(0, true, "");
            case EarnResult.Refused refused ->
                throw LedgerAnswers.of(refused.reason()).asException();
        };
    }

    private static ProductLine line(Caller caller) {
        return ProductLine.ofClient(caller.id())
                .filter(line -> caller.scopes().contains("line:" + line.clientId()))
                .orElseThrow(NO_LINE::asException);
    }
}
