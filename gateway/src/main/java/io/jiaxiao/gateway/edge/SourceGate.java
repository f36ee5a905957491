package io.jiaxiao.gateway.edge;

import io.jiaxiao.gateway.problem.Answer;
import io.jiaxiao.gateway.route.Cidr;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/** Callbacks come from where the partner said they would. */
final class SourceGate implements Gate {

    private static final Logger log = LoggerFactory.getLogger(SourceGate.class);
    private static final Answer UNKNOWN_SOURCE = Answer.of(HttpStatus.FORBIDDEN, "UNKNOWN_SOURCE", "来源地址不在允许范围内");

    @Override
    public @Nullable Answer refuse(HttpServletRequest request, Passage passage) {
        List<Cidr> sources = passage.target().route().sources();
        if (sources.isEmpty() || sources.stream().anyMatch(range -> range.contains(passage.client()))) {
            return null;
        }
        log.warn(
                "a callback to {} came from {}, which is nobody's address",
                passage.target().route().prefix(),
                passage.client().getHostAddress());
        return UNKNOWN_SOURCE;
    }
}
