package io.jiaxiao.partners;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** One simulator and one platform for a test class; each test uses numbers nobody used before. */
abstract class SimulatorFixture {

    private static final AtomicLong NUMBERS = new AtomicLong(13_900_000_000L);

    static Platform platform;
    static Simulator simulator;

    @BeforeAll
    static void start() {
        platform = new Platform();
        simulator = Simulator.start(platform);
    }

    @AfterAll
    static void stop() {
        simulator.close();
        platform.close();
    }

    @AfterEach
    void noFaultStays() {
        simulator.delete("/faults");
        simulator.put("/clock", "{\"scale\":1}");
    }

    /** A number that no test used, and that no chaos plan touches. */
    static String aNumber() {
        return String.valueOf(NUMBERS.incrementAndGet());
    }
}
