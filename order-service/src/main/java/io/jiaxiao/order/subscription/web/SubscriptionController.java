package io.jiaxiao.order.subscription.web;

import io.jiaxiao.order.place.CallerPerson;
import io.jiaxiao.order.place.Places;
import io.jiaxiao.order.subscription.KeepSubscription;
import io.jiaxiao.order.subscription.SubscriptionReads;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One's own subscriptions, and all of one's own child's. What moves money is with the purchases. */
@RestController
@RequestMapping("/api/v1/subscriptions")
class SubscriptionController {

    private final SubscriptionReads reads;
    private final KeepSubscription keep;
    private final Places places;

    SubscriptionController(SubscriptionReads reads, KeepSubscription keep, Places places) {
        this.reads = reads;
        this.keep = keep;
        this.places = places;
    }

    record SubscriptionList(List<SubscriptionView> items) {}

    /** @param resumesOn first day of use again, from tomorrow on and within 90 days */
    record PauseRequest(@NotNull LocalDate resumesOn) {}

    /** @param childId one's own child, for all of its subscriptions; missing for those one opened oneself */
    @GetMapping
    SubscriptionList list(
            @RequestParam(required = false) @Pattern(regexp = "[A-Za-z0-9]{1,32}") @Nullable String childId,
            Caller caller) {
        long person = CallerPerson.id(caller);
        if (childId == null) {
            return listOf(reads.ofPerson(person));
        }
        places.mayLookAt(person, childId);
        return listOf(reads.ofChild(childId));
    }

    @GetMapping("/{id}")
    SubscriptionView one(@PathVariable @Min(1) long id, Caller caller) {
        return SubscriptionView.of(reads.ofPerson(CallerPerson.id(caller), id));
    }

    @PostMapping("/{id}/pauses")
    SubscriptionView pause(@PathVariable @Min(1) long id, @Valid @RequestBody PauseRequest request, Caller caller) {
        keep.pause(CallerPerson.id(caller), id, request.resumesOn());
        return one(id, caller);
    }

    @PostMapping("/{id}/resumptions")
    SubscriptionView resume(@PathVariable @Min(1) long id, Caller caller) {
        keep.resume(CallerPerson.id(caller), id);
        return one(id, caller);
    }

    /** It ends after its last paid day; no money moves. */
    @PostMapping("/{id}/endings")
    SubscriptionView end(@PathVariable @Min(1) long id, Caller caller) {
        keep.cancelAtEnd(CallerPerson.id(caller), id);
        return one(id, caller);
    }

    /** Takes an ending back. */
    @PostMapping("/{id}/continuations")
    SubscriptionView goOn(@PathVariable @Min(1) long id, Caller caller) {
        keep.goOn(CallerPerson.id(caller), id);
        return one(id, caller);
    }

    private static SubscriptionList listOf(List<SubscriptionReads.Story> stories) {
        return new SubscriptionList(stories.stream().map(SubscriptionView::of).toList());
    }
}
