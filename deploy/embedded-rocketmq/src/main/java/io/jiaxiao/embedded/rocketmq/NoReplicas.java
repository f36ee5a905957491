package io.jiaxiao.embedded.rocketmq;

import java.io.IOException;
import org.apache.rocketmq.store.DefaultMessageStore;
import org.apache.rocketmq.store.ha.DefaultHAService;

/**
 * A broker that takes no replicas.
 *
 * <p>RocketMQ's own service listens for them on every address of the machine and cannot be told otherwise. Found by
 * {@code META-INF/service/org.apache.rocketmq.store.ha.HAService}.
 */
public final class NoReplicas extends DefaultHAService {

    @Override
    @SuppressWarnings("NullAway") // The super class allows for an absent acceptor wherever it ends one.
    public void init(DefaultMessageStore store) throws IOException {
        super.init(store);
        acceptSocketService = null;
    }

    @Override
    public void start() {
        groupTransferService.start();
        haConnectionStateNotificationService.start();
    }
}
