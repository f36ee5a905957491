package io.jiaxiao.starter.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.Test;

class ObservedBodyTest {

    @Test
    void aWithdrawnBodyIsNeverFetched_andAFetchedOneCannotBeWithdrawn() {
        var withdrawn = new ObservedBody(new byte[10]);
        assertThat(withdrawn.withdraw()).isTrue();
        var got = new Collector();
        withdrawn.subscribe(got);
        assertThat(got.failed).isTrue();
        assertThat(got.bytes).isZero();

        var fetched = new ObservedBody(new byte[10]);
        var all = new Collector();
        fetched.subscribe(all);
        assertThat(all.bytes).isEqualTo(10);
        assertThat(fetched.withdraw()).isFalse();
    }

    private static final class Collector implements Subscriber<ByteBuffer> {
        private int bytes;
        private boolean failed;

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer item) {
            bytes += item.remaining();
        }

        @Override
        public void onError(Throwable throwable) {
            failed = true;
        }

        @Override
        public void onComplete() {
            assertThat(failed).isFalse();
        }
    }
}
