package io.jiaxiao.control;

/** What the person at the keyboard has to hear: one plain line that says what is wrong and what to do about it. */
public final class CannotContinue extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public CannotContinue(String line) {
        this(line, 1);
    }

    public CannotContinue(String line, int exitCode) {
        super(line);
        this.exitCode = exitCode;
    }

    /** For {@code System.exit}; never 0. */
    public int exitCode() {
        return exitCode;
    }
}
