package io.jiaxiao.control;

import io.jiaxiao.control.bench.Benches;
import io.jiaxiao.control.demo.Demo;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The commands {@code ./platform} hands over. System properties: {@code jx.root}, and {@code jx.columns} on a terminal. */
public final class Main {

    private static final int USAGE = 64;

    private final Settings settings;
    private final Platform platform;
    private final PrintStream out;

    private Main(Settings settings, PrintStream out, int columns) {
        this.settings = settings;
        this.platform = new Platform(settings, out, columns);
        this.out = out;
    }

    /** Runs one command; the exit code is 0 only if it did what was asked. */
    public static void main(String[] args) {
        // Whatever the locale says: names in the demo data are Chinese.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        int code;
        try {
            Path root = Path.of(System.getProperty("jx.root", "."));
            int columns = Integer.getInteger("jx.columns", 0);
            code = new Main(Settings.of(root, System.getenv()), out, columns).run(List.of(args));
        } catch (CannotContinue plain) {
            out.flush();
            System.err.println("platform: " + plain.getMessage());
            code = plain.exitCode();
        }
        Interrupted.forget();
        System.exit(code);
    }

    private int run(List<String> args) {
        if (args.isEmpty()) {
            throw usage("no command");
        }
        List<String> rest = args.subList(1, args.size());
        switch (args.getFirst()) {
            case "check" -> platform.check();
            case "up" -> up();
            case "down" -> platform.down(flag(rest, "--purge"));
            case "status" -> {
                return status();
            }
            case "start" -> start(rest);
            case "restart" -> locked("restart", () -> platform.restart(name(rest)));
            case "kill" -> kill(name(rest));
            case "demo" -> new Demo(platform, out).run();
            case "bench" -> bench(rest);
            default -> throw usage("no such command: " + args.getFirst());
        }
        return 0;
    }

    private void up() {
        Interrupted.remember(out);
        Duration took = platform.up(UpOptions.DEFAULT);
        Interrupted.forget();
        out.println(new Welcome(platform).text(took));
    }

    private int status() {
        List<ProcessView> views = platform.status();
        out.print(StatusTable.of(views));
        return views.stream().allMatch(view -> view.state() == ProcessView.State.HEALTHY) ? 0 : 1;
    }

    private void start(List<String> args) {
        int at = args.indexOf("--instance");
        if (at < 0) {
            locked("start", () -> platform.start(name(args)));
            return;
        }
        String number = at + 1 < args.size() ? args.get(at + 1) : "";
        if (!number.matches("[1-9]")) {
            throw usage("--instance takes a number from 1 to 9");
        }
        locked("start", () -> platform.start(name(args), Integer.parseInt(number)));
    }

    private void kill(String process) {
        platform.kill(process);
        out.println("  " + process + " was killed; ./platform start " + process + " starts it again");
    }

    private void bench(List<String> args) {
        if (args.isEmpty()) {
            out.println("Measurements there are:" + System.lineSeparator() + Benches.list());
            return;
        }
        if (platform.status().stream().anyMatch(view -> view.pid().isPresent())) {
            throw new CannotContinue("The platform runs and would falsify the numbers; ./platform down first");
        }
        Benches.run(args.getFirst(), settings, out);
    }

    private void locked(String command, Runnable work) {
        try (UpLock held = UpLock.take(settings.home(), command)) {
            work.run();
        }
    }

    private static boolean flag(List<String> args, String flag) {
        if (!args.isEmpty() && !args.equals(List.of(flag))) {
            throw usage("what is " + String.join(" ", args) + "?");
        }
        return !args.isEmpty();
    }

    private static String name(List<String> args) {
        if (args.isEmpty() || args.getFirst().startsWith("-")) {
            throw usage("name a process; ./platform status lists them");
        }
        return args.getFirst();
    }

    private static CannotContinue usage(String problem) {
        return new CannotContinue(problem + "; ./platform help lists the commands", USAGE);
    }
}
