package io.jiaxiao.message.tracking.web;

import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.message.lifecycle.domain.MessageCount;
import io.jiaxiao.message.lifecycle.domain.MessageState;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Messages accepted in a time, by lane and state.
 *
 * @param from  inclusive
 * @param to    exclusive
 * @param lanes every lane with every state, zeros included
 */
record LaneSummary(Instant from, Instant to, Map<Lane, Map<MessageState, Long>> lanes) {

    static LaneSummary of(Instant from, Instant to, List<MessageCount> counts) {
        Map<Lane, Map<MessageState, Long>> lanes = new EnumMap<>(Lane.class);
        for (Lane lane : Lane.values()) {
            Map<MessageState, Long> states = new EnumMap<>(MessageState.class);
            for (MessageState state : MessageState.values()) {
                states.put(state, 0L);
            }
            counts.stream()
                    .filter(count -> count.lane() == lane)
                    .forEach(count -> states.put(count.state(), count.messages()));
            lanes.put(lane, states);
        }
        return new LaneSummary(from, to, lanes);
    }
}
