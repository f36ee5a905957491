package io.jiaxiao.order.payment;

import io.jiaxiao.order.payment.PaymentWorld.Bought;
import io.jiaxiao.testkit.simulation.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What one seed has made. */
final class Till implements World {

    private final MoneySimulationIT test;
    private final List<Bought> all = new ArrayList<>();
    private final Map<Bought, Map<String, Object>> seen = new HashMap<>();

    Till(MoneySimulationIT test) {
        this.test = test;
    }

    void buy(long fen, String faults) {
        all.add(test.buy(fen, faults));
    }

    void with(int which, Consumer<Bought> work) {
        if (!all.isEmpty()) {
            work.accept(all.get(which % all.size()));
        }
    }

    List<Bought> all() {
        return all;
    }

    /** Whether our books of it are as they were when this was asked last. */
    boolean isAsBefore(Bought bought, Map<String, Object> books) {
        return books.equals(seen.put(bought, books));
    }

    MoneySimulationIT test() {
        return test;
    }

    @Override
    public void restart() {
        test.database().breaking().restart();
        test.died(all);
    }

    @Override
    public void close() {
        test.database().breaking().restart();
    }
}
