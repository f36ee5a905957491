package io.jiaxiao.mall.points;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.points.domain.Decisions;
import io.jiaxiao.mall.points.domain.LedgerCommand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Which companion travels with which payload. */
final class Companions {

    private final Map<Class<?>, HoldCompanion<?>> byPayload = new HashMap<>();

    Companions(List<? extends HoldCompanion<?>> all) {
        for (HoldCompanion<?> one : all) {
            if (byPayload.put(one.payload(), one) != null) {
                throw new IllegalStateException("two companions want " + one.payload());
            }
        }
    }

    /** @throws IllegalArgumentException when nobody knows what to do with it */
    void requireKnown(HoldCompanion.Payload payload) {
        companion(payload.getClass());
    }

    private HoldCompanion<?> companion(Class<?> payload) {
        HoldCompanion<?> known = byPayload.get(payload);
        if (known == null) {
            throw new IllegalArgumentException("no companion takes " + payload);
        }
        return known;
    }

    /** Opens a batch of each companion these holds need, in the order of the payload classes' names. */
    Session open(List<LedgerCommand.Hold> holds) {
        Map<Class<?>, List<HoldCompanion.Payload>> payloads =
                new TreeMap<>(Comparator.comparing((Class<?> type) -> type.getName()));
        for (LedgerCommand.Hold hold : holds) {
            HoldCompanion.Payload payload = hold.companion();
            if (payload != null) {
                payloads.computeIfAbsent(payload.getClass(), type -> new ArrayList<>())
                        .add(payload);
            }
        }
        Map<Class<?>, Opened<?>> opened = new LinkedHashMap<>();
        payloads.forEach((type, each) -> opened.put(type, Opened.of(companion(type), each)));
        return new Session(opened);
    }

    /** What the companions take part in during one transaction. */
    static final class Session implements Decisions.Admission {

        private final Map<Class<?>, Opened<?>> opened;

        private Session(Map<Class<?>, Opened<?>> opened) {
            this.opened = opened;
        }

        @Override
        public Optional<Refusal> admit(LedgerCommand.Hold hold) {
            HoldCompanion.Payload payload = hold.companion();
            return payload == null
                    ? Optional.empty()
                    : Objects.requireNonNull(opened.get(payload.getClass())).admit(payload, hold.holdId());
        }

        void write() {
            opened.values().forEach(Opened::write);
        }
    }

    /** Keeps a companion's batch and its payloads' type together. */
    private record Opened<P extends HoldCompanion.Payload>(Class<P> type, HoldCompanion.Batch<P> batch) {

        static <P extends HoldCompanion.Payload> Opened<P> of(
                HoldCompanion<P> companion, List<HoldCompanion.Payload> payloads) {
            Class<P> type = companion.payload();
            return new Opened<>(
                    type, companion.open(payloads.stream().map(type::cast).toList()));
        }

        Optional<Refusal> admit(HoldCompanion.Payload payload, long holdId) {
            return batch.admit(type.cast(payload), holdId);
        }

        void write() {
            batch.write();
        }
    }
}
