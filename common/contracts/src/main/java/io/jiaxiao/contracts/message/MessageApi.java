package io.jiaxiao.contracts.message;

import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Asks message-service to deliver one SMS. The answer means "stored durably", not "delivered".
 * Keyed by {@link AcceptMessage#key()}: the same key and body may be sent any number of times.
 */
@FeignClient(name = "message-service", contextId = "messageApi")
public interface MessageApi {

    /**
     * @return the stored message; a replay returns the first answer
     * @throws io.jiaxiao.kernel.RefusedException 422 when the key was used with another body or the template is unknown
     */
    @PostMapping("/internal/messages")
    AcceptedMessage accept(@RequestBody AcceptMessage message);
}
