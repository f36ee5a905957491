package io.jiaxiao.gateway.edge;

import io.jiaxiao.gateway.limit.Charge;
import io.jiaxiao.gateway.limit.RateLimits;
import io.jiaxiao.gateway.problem.Answer;
import io.jiaxiao.gateway.route.LimitGroup;
import io.jiaxiao.gateway.token.Identity;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Not too often. Counted for requests with a bad token as well, so that tokens cannot be tried without end. */
final class LimitGate implements Gate {

    private static final Answer TOO_MANY = Answer.of(HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY_REQUESTS", "操作太频繁，请稍后再试");

    private final RateLimits limits;

    LimitGate(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    public @Nullable Answer refuse(HttpServletRequest request, Passage passage) {
        LimitGroup group = passage.target().limits();
        String name = passage.target().route().limits();
        if (group == null || name == null) {
            return null;
        }
        Identity who = passage.identity();
        List<Charge> charges = new ArrayList<>(2);
        if (group.perUser() != null && who != null) {
            charges.add(new Charge(name + ":" + who.kind() + ":" + who.id(), group.perUser()));
        }
        if (group.perIp() != null) {
            charges.add(new Charge(name + ":ip:" + ClientAddress.limitKey(passage.client()), group.perIp()));
        }
        Duration wait = limits.take(charges);
        return wait.isZero() ? null : TOO_MANY.retryAfter(wait);
    }
}
