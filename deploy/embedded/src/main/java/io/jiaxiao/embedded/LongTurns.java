package io.jiaxiao.embedded;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Starts processes whose threads keep a core for 4 ms while others wait, instead of the kernel's 1.4, and that do not take it from
 * others when they wake. Many services share few cores, and whoever gets one first has to fetch its code and data into the
 * core's own memory, which long turns do seldom. See ADR 0033, which has the measurements.
 *
 * <p>A process inherits how the thread that started it is scheduled. Linux from 6.12 on knows a thread's own length of turn; an older
 * one takes the wish without a word, and another system is not asked.
 */
final class LongTurns {

    static final long NANOS = 4_000_000;
    static final int SCHED_BATCH = 3;

    /** {@code struct sched_attr} of the kernel, as it was first. */
    private static final StructLayout ATTRIBUTES = MemoryLayout.structLayout(
            ValueLayout.JAVA_INT.withName("size"),
            ValueLayout.JAVA_INT.withName("policy"),
            ValueLayout.JAVA_LONG.withName("flags"),
            ValueLayout.JAVA_INT.withName("nice"),
            ValueLayout.JAVA_INT.withName("priority"),
            ValueLayout.JAVA_LONG.withName("runtime"),
            ValueLayout.JAVA_LONG.withName("deadline"),
            ValueLayout.JAVA_LONG.withName("period"));

    private static final long POLICY = ATTRIBUTES.byteOffset(PathElement.groupElement("policy"));
    private static final long RUNTIME = ATTRIBUTES.byteOffset(PathElement.groupElement("runtime"));

    private LongTurns() {}

    /** As {@link ProcessBuilder#start}, on a thread of its own, since what it asks for is that thread's from then on. */
    static Process start(ProcessBuilder builder) throws IOException {
        var start = new FutureTask<>(() -> {
            kernel().ifPresent(LongTurns::ask);
            return builder.start();
        });
        Thread.ofPlatform().name("start-process").start(start);
        try {
            return start.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted over the start of " + builder.command(), e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        }
    }

    private static Optional<Kernel> kernel() {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
            return Optional.empty();
        }
        return switch (System.getProperty("os.arch", "")) {
            case "amd64" -> Optional.of(new Kernel(314, 315));
            case "aarch64" -> Optional.of(new Kernel(274, 275));
            default -> Optional.empty();
        };
    }

    /** For this thread. A kernel that says no, as a container's may, leaves it as it is. */
    private static void ask(Kernel kernel) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(ATTRIBUTES);
            // Read first, so that a niceness stays what it is.
            if (kernel.get(0, attributes)) {
                attributes.set(ValueLayout.JAVA_INT, POLICY, SCHED_BATCH);
                attributes.set(ValueLayout.JAVA_LONG, RUNTIME, NANOS);
                kernel.set(attributes);
            }
        }
    }

    /** How a process is scheduled. */
    record Turns(int policy, long nanos) {

        /** Empty where it cannot be asked for. */
        static Optional<Turns> of(long pid) {
            return kernel().flatMap(kernel -> {
                try (Arena arena = Arena.ofConfined()) {
                    MemorySegment attributes = arena.allocate(ATTRIBUTES);
                    return kernel.get(Math.toIntExact(pid), attributes)
                            ? Optional.of(new Turns(
                                    attributes.get(ValueLayout.JAVA_INT, POLICY),
                                    attributes.get(ValueLayout.JAVA_LONG, RUNTIME)))
                            : Optional.empty();
                }
            });
        }
    }

    /** Two calls of Linux that its C library has no names for. */
    private record Kernel(int set, int get) {

        private static final int THIS_THREAD = 0;

        private static final MethodHandle CALL = Linker.nativeLinker()
                .downcallHandle(
                        Linker.nativeLinker().defaultLookup().findOrThrow("syscall"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT),
                        Linker.Option.firstVariadicArg(1));

        boolean set(MemorySegment attributes) {
            return call(set, THIS_THREAD, attributes, 0);
        }

        boolean get(int pid, MemorySegment attributes) {
            return call(get, pid, attributes, Math.toIntExact(attributes.byteSize()));
        }

        private static boolean call(int number, int pid, MemorySegment attributes, int last) {
            try {
                return (long) CALL.invokeExact((long) number, pid, attributes, last, 0) == 0;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
