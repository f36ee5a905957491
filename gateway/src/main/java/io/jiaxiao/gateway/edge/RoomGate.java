package io.jiaxiao.gateway.edge;

import io.jiaxiao.gateway.problem.Answer;
import io.jiaxiao.gateway.upstream.Outcome.Failed;
import io.jiaxiao.gateway.upstream.Upstreams;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** A service with no place free is not worth a look at the token and a count of the limits: in a flood, most of the work would be saying no. */
final class RoomGate implements Gate {

    private final Upstreams upstreams;

    RoomGate(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    @Override
    public @Nullable Answer refuse(HttpServletRequest request, Passage passage) {
        var target = passage.target();
        Failed full = upstreams.full(target.route().service(), target.settings(), target.importance());
        return full == null ? null : FailureAnswers.of(full, target.route().feature());
    }
}
