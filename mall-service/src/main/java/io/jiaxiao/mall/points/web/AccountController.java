package io.jiaxiao.mall.points.web;

import io.jiaxiao.mall.points.PointsLedger;
import io.jiaxiao.mall.points.adjustment.FreezeAccount;
import io.jiaxiao.mall.points.store.Statements;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Accounts, holds under way and what the lines owe each other, for operators. */
@RestController
@RequestMapping("/admin/v1/points")
class AccountController {

    private static final int MOST = 200;

    private final PointsLedger ledger;
    private final Statements statements;
    private final FreezeAccount freezing;

    AccountController(PointsLedger ledger, Statements statements, FreezeAccount freezing) {
        this.ledger = ledger;
        this.statements = statements;
        this.freezing = freezing;
    }

    /** @param cursor for older entries, as {@code statement.next} */
    @GetMapping("/accounts/{personId}")
    AccountView account(
            @PathVariable @Positive long personId,
            @RequestParam(required = false) @Positive @Nullable Long cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        return new AccountView(
                Long.toString(personId),
                BalanceView.of(ledger.balance(personId)),
                statements.openLots(personId, MOST).stream()
                        .map(AccountView.LotView::of)
                        .toList(),
                statements.openHolds(personId, MOST).stream()
                        .map(AccountView.HoldView::of)
                        .toList(),
                StatementPage.of(
                        statements.entries(personId, cursor == null ? Long.MAX_VALUE : cursor, size + 1), size));
    }

    @PostMapping("/accounts/{personId}/freeze")
    BalanceView freeze(
            @PathVariable @Positive long personId, @Valid @RequestBody ReasonRequest request, Caller caller) {
        freezing.mark(caller, personId, true, request.reason());
        return BalanceView.of(ledger.balance(personId));
    }

    @PostMapping("/accounts/{personId}/unfreeze")
    BalanceView unfreeze(
            @PathVariable @Positive long personId, @Valid @RequestBody ReasonRequest request, Caller caller) {
        freezing.mark(caller, personId, false, request.reason());
        return BalanceView.of(ledger.balance(personId));
    }

    /** Holds under way, oldest first. */
    @GetMapping("/holds")
    List<AccountView.HoldView> holds(@RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return statements.openHolds(null, size).stream()
                .map(AccountView.HoldView::of)
                .toList();
    }

    /** @param month as 2026-11, in Chinese business days */
    @GetMapping("/settlement")
    List<Statements.Settlement> settlement(
            @RequestParam @Pattern(regexp = "20[0-9]{2}-(0[1-9]|1[0-2])", message = "应为 2026-11 这样的月份") String month) {
        return statements.settlement(YearMonth.parse(month));
    }
}
