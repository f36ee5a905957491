package io.jiaxiao.control.demo;

import io.jiaxiao.control.CannotContinue;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints numbered steps with the time each took. The first step that fails ends the demo. */
public final class Steps {

    /** What a step does. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws Exception;
    }

    private static final int TEXT_WIDTH = 78;

    private final PrintStream out;
    private final long start = System.nanoTime();
    private int number;

    public Steps(PrintStream out) {
        this.out = out;
    }

    /**
     * Does one step and prints its number, text and milliseconds.
     *
     * @return what the work returned
     * @throws CannotContinue when the work threw, with the step and the reason in one line
     */
    public <T> T step(String text, Work<T> work) {
        number++;
        long before = System.nanoTime();
        try {
            T result = work.run();
            print("✓", text, before);
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotContinue("Interrupted at step " + number);
        } catch (Exception e) {
            print("✗", text, before);
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new CannotContinue("Step " + number + " failed: " + text + ": " + reason);
        }
    }

    /** A line below the last step: what came back, what to look at. */
    public void note(String line) {
        out.println("        " + line);
    }

    /** Ends a step as failed unless it holds. */
    public static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new CannotContinue(otherwise);
        }
    }

    /** Prints how many steps there were and the time of all. */
    public Duration finish() {
        Duration all = Duration.ofNanos(System.nanoTime() - start);
        out.printf(Locale.ROOT, "%n%d steps, %,d ms%n", number, all.toMillis());
        return all;
    }

    private void print(String mark, String text, long before) {
        long millis = (System.nanoTime() - before) / 1_000_000;
        out.printf(Locale.ROOT, "  %s %2d  %-" + TEXT_WIDTH + "s %,7d ms%n", mark, number, text, millis);
        out.flush();
    }
}
