package io.jiaxiao.order.renewal.web;

import io.jiaxiao.order.renewal.UndoRenewal;
import io.jiaxiao.order.renewal.domain.RenewalUndo;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Operators take a whole renewal back (撤销续订). The role is asked for by path. */
@RestController
@RequestMapping("/admin/v1/renewals/{id}/undo")
class RenewalUndoController {

    private final UndoRenewal undo;

    RenewalUndoController(UndoRenewal undo) {
        this.undo = undo;
    }

    record UndoRequest(@NotBlank @Size(min = 2, max = 200) String reason) {}

    /**
     * How far it is; counts are children who had been renewed.
     *
     * @param takenBack whose subscription is as it was before
     * @param kept      whose term stays; each row says why
     * @param waiting   of the total, without a result yet
     */
    record UndoView(
            String renewalId,
            String reason,
            String operator,
            RenewalUndo.State state,
            int total,
            int takenBack,
            int kept,
            int waiting,
            Instant createdAt,
            @Nullable Instant finishedAt) {

        static UndoView of(RenewalUndo one) {
            return new UndoView(
                    Long.toString(one.renewalId()),
                    one.reason(),
                    one.operator(),
                    one.state(),
                    one.total(),
                    one.takenBack(),
                    one.kept(),
                    one.total() - one.takenBack() - one.kept(),
                    one.createdAt(),
                    one.finishedAt());
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    UndoView start(
            @PathVariable @Min(1) long id,
            @RequestHeader("Idempotency-Key") @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}") String key,
            @Valid @RequestBody UndoRequest request,
            Caller caller) {
        return UndoView.of(undo.start(caller, key, id, request.reason()));
    }

    @GetMapping
    UndoView one(@PathVariable @Min(1) long id) {
        return UndoView.of(undo.find(id));
    }
}
