package io.jiaxiao.gateway.edge;

import io.jiaxiao.gateway.problem.Answer;
import io.jiaxiao.gateway.upstream.BodyTooLongException;
import io.jiaxiao.gateway.upstream.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Takes the body in, if it is not too long. Last, so that nobody's body is read who may not come in. */
final class BodyGate implements Gate {

    @Override
    public @Nullable Answer refuse(HttpServletRequest request, Passage passage) {
        long announced = request.getContentLengthLong();
        if (announced == 0 || announced < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
            return null;
        }
        try {
            long max = passage.target().route().maxBody().toBytes();
            passage.body(RequestBody.read(request.getInputStream(), announced, max));
            return null;
        } catch (BodyTooLongException e) {
            return FailureAnswers.TOO_LONG;
        } catch (IOException e) {
            return FailureAnswers.CALLER_GONE;
        }
    }
}
