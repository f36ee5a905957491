package io.jiaxiao.mall.redemption;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** How many people wait right now for this instance to accept their order. Supplying can wait, they cannot. */
@Component
class PeopleWaiting {

    private final AtomicInteger many = new AtomicInteger();

    <T> T during(Supplier<T> work) {
        many.incrementAndGet();
        try {
            return work.get();
        } finally {
            many.decrementAndGet();
        }
    }

    int many() {
        return many.get();
    }
}
