package io.jiaxiao.risk.listing.web;

import io.jiaxiao.risk.listing.KeepLists;
import io.jiaxiao.risk.listing.domain.ListEntry;
import io.jiaxiao.risk.listing.domain.ListKind;
import io.jiaxiao.risk.rulebook.domain.Dimension;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Allow and block lists for operators. */
@RestController
@RequestMapping("/admin/v1/risk/lists")
class ListController {

    private final KeepLists lists;

    ListController(KeepLists lists) {
        this.lists = lists;
    }

    /**
     * @param batch   number of a paste
     * @param inForce false for entries that are over as well
     */
    @GetMapping
    ListPage list(
            @RequestParam(required = false) @Nullable ListKind kind,
            @RequestParam(required = false) @Nullable Dimension dimension,
            @RequestParam(required = false) @Size(max = 64) @Nullable String value,
            @RequestParam(required = false) @Min(1) @Nullable Long batch,
            @RequestParam(defaultValue = "true") boolean inForce,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        return new ListPage(
                lists.find(kind, dimension, value, batch, inForce, page, size),
                page,
                size,
                lists.count(kind, dimension, value, batch, inForce));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    PastedEntries.Added add(@Valid @RequestBody PastedEntries pasted, Caller caller) {
        List<String> values = pasted.values();
        String batch = lists.add(caller, pasted.kind(), pasted.dimension(), values, pasted.reason(), pasted.endsAt());
        return new PastedEntries.Added(values.size(), batch);
    }

    /** Ends all of one paste that is still in force. */
    @PostMapping("/batches/{batch}/end")
    BatchEnded endBatch(@PathVariable long batch, @Valid @RequestBody EndReason reason, Caller caller) {
        return new BatchEnded(lists.endBatch(caller, batch, reason.reason()));
    }

    /** @param entries how many were in force and are not any more */
    record BatchEnded(int entries) {}

    @PostMapping("/{id}/end")
    ListEntry end(@PathVariable long id, @Valid @RequestBody EndReason reason, Caller caller) {
        return lists.end(caller, id, reason.reason());
    }
}
