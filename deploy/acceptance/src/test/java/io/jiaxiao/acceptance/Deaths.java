package io.jiaxiao.acceptance;

import static org.awaitility.Awaitility.await;

import io.jiaxiao.control.Platform;
import io.jiaxiao.control.UpOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;

/** kill -9 for everybody something passes through, in seeded order: each alone, then two of them at once. */
final class Deaths {

    private static final Duration RECOVERY = Duration.ofMinutes(2);

    private final Platform platform;
    private final String service;
    private final List<String> victims;
    private final Random random;

    /**
     * @param service the one whose work is watched; started last, since it does not start without the others
     * @param others  what it needs
     */
    Deaths(Platform platform, String service, List<String> others, long seed) {
        this.platform = platform;
        this.service = service;
        this.random = new Random(seed);
        this.victims = new ArrayList<>(others);
        this.victims.add(service);
    }

    /**
     * Everybody dies, and each time work goes on afterwards.
     *
     * @param done how much is done by now
     * @param more how much has to be done between two deaths
     */
    void happen(IntSupplier done, int more) {
        awaitMore(done, more);
        for (List<String> together : inOrder()) {
            System.out.println("  kill -9 " + together);
            together.forEach(platform::kill);
            pause(Duration.ofMillis(500 + random.nextInt(4000)));
            together.forEach(name -> platform.start(name, 1, UpOptions.DEFAULT.withoutTraining()));
            awaitMore(done, more);
        }
    }

    private List<List<String>> inOrder() {
        List<String> alone = new ArrayList<>(victims);
        Collections.shuffle(alone, random);
        List<List<String>> deaths = new ArrayList<>(alone.stream().map(List::of).toList());
        List<String> pair = new ArrayList<>(victims);
        while (pair.size() > 2) {
            pair.remove(random.nextInt(pair.size()));
        }
        pair.sort((one, other) -> Boolean.compare(one.equals(service), other.equals(service)));
        deaths.add(pair);
        return deaths;
    }

    private static void awaitMore(IntSupplier done, int more) {
        int before = done.getAsInt();
        await().atMost(RECOVERY).until(() -> done.getAsInt() >= before + more);
    }

    /** How long somebody is dead is the subject here, so it is real time. */
    private static void pause(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        await().atMost(length.plusSeconds(5)).until(() -> System.nanoTime() >= end);
    }
}
