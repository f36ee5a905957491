package io.jiaxiao.order.payment.alipay;

import com.alipay.api.AlipayApiException;
import com.alipay.api.AlipayClient;
import com.alipay.api.AlipayRequest;
import com.alipay.api.AlipayResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The official SDK with a limit on the whole call. Its own limits are for each read, so that an answer which only drips would hold
 * its caller, and a place of the lane, for as long as it drips.
 */
final class BoundedSdk {

    private final AlipayClient sdk;
    private final Duration longest;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param longest from connecting to the last byte */
    BoundedSdk(AlipayClient sdk, Duration longest) {
        this.sdk = sdk;
        this.longest = longest;
    }

    /** @throws AlipayApiException no answer in time, half an answer, or one Alipay did not sign: each may hide a success */
    <T extends AlipayResponse> T execute(AlipayRequest<T> request) throws AlipayApiException {
        Future<T> call = threads.submit(() -> sdk.execute(request));
        try {
            return call.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof AlipayApiException own ? own : new AlipayApiException(e.getCause());
        } catch (TimeoutException e) {
            // Interrupted, a virtual thread gives up its connection.
            call.cancel(true);
            throw new AlipayApiException(e);
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw new AlipayApiException(e);
        }
    }
}
