package io.jiaxiao.mall.points.web;

import io.jiaxiao.mall.points.PointsLedger;
import io.jiaxiao.mall.points.store.Statements;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A person's own points: whose they are is said by the token alone. */
@RestController
@RequestMapping("/api/v1/points")
class MyPointsController {

    private final PointsLedger ledger;
    private final Statements statements;

    MyPointsController(PointsLedger ledger, Statements statements) {
        this.ledger = ledger;
        this.statements = statements;
    }

    @GetMapping
    BalanceView balance(Caller caller) {
        return BalanceView.of(ledger.balance(caller.personId()));
    }

    /** @param cursor as {@code next} of the page before; none for the newest entries */
    @GetMapping("/entries")
    StatementPage entries(
            Caller caller,
            @RequestParam(required = false) @Positive @Nullable Long cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        return StatementPage.of(
                statements.entries(caller.personId(), cursor == null ? Long.MAX_VALUE : cursor, size + 1), size);
    }
}
