package io.jiaxiao.starter.event;

import java.util.List;

/** The real transport, opened and closed by hand. */
public final class BrokerTransports {

    private BrokerTransports() {}

    /** A transport that is closed when done with. */
    public interface Open extends EventTransport, AutoCloseable {
        @Override
        void close();
    }

    public static Open open(String nameServer) {
        var transport = new RocketTransport(nameServer, new BrokerNames(""), "bench-outbox", "bench");
        transport.start();
        return new Open() {
            @Override
            public void send(List<EventRecord> events) {
                transport.send(events);
            }

            @Override
            public void close() {
                transport.stop();
            }
        };
    }
}
