package io.jiaxiao.gateway.edge;

import io.jiaxiao.gateway.problem.Answer;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** One reason for which a request may not go on. */
interface Gate {

    /** @return why not, or null: it may go on */
    @Nullable
    Answer refuse(HttpServletRequest request, Passage passage);
}
