package io.jiaxiao.control;

import io.jiaxiao.embedded.LocalProcess;
import java.time.Duration;
import java.util.List;

/**
 * What one start of a service cost.
 *
 * @param untilReady from the start of its process until its readiness answered 200, to about 100 ms
 * @param cpu processor time until then, of all cores
 * @param residentMiB its memory at that moment, 0 where the system does not tell
 */
public record MeasuredStart(Duration untilReady, Duration cpu, long residentMiB) {

    /** Starts it as {@code command} says, waits until it is ready, and kills it. */
    static MeasuredStart of(Services services, Instance instance, List<String> command) {
        long logFrom = LastWords.length(services.logFile(instance));
        long start = System.nanoTime();
        LocalProcess process = services.start(instance, command);
        services.awaitReady(instance, process, logFrom);
        Duration untilReady = Duration.ofNanos(System.nanoTime() - start);
        Duration cpu = ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
        MeasuredStart measured = new MeasuredStart(
                untilReady, cpu, Memory.residentMiB(process.pid()).orElse(0));
        // Leaving the registry politely takes seconds that nobody measures.
        process.kill();
        return measured;
    }
}
