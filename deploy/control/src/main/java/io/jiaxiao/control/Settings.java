package io.jiaxiao.control;

import io.jiaxiao.embedded.Ports;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where one platform lives and which ports it takes.
 *
 * @param root the repository; jars are taken from its modules' target folders
 * @param home data, logs, secrets and state; nothing else may live in it
 * @param programs unpacked servers and service images, which depend on the build only; several homes may share them
 * @param offset added to every port
 * @param environment the variables of the caller, read for {@code JX_DB_URL} and its like
 */
public record Settings(Path root, Path home, Path programs, int offset, Map<String, String> environment) {

    private static final int HIGHEST_OFFSET = 30_000;

    public Settings {
        root = root.toAbsolutePath().normalize();
        home = home.toAbsolutePath().normalize();
        programs = programs.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
    }

    /**
     * As {@code ./platform} is called: {@code JX_HOME} and {@code JX_PORT_OFFSET} decide.
     *
     * @throws CannotContinue when the offset is not a number from 0 to 30000
     */
    public static Settings of(Path root, Map<String, String> environment) {
        Path home = Path.of(
                environment.getOrDefault("JX_HOME", root.resolve(".platform").toString()));
        return new Settings(root, home, home, offset(environment.getOrDefault("JX_PORT_OFFSET", "0")), environment);
    }

    /** A second platform beside the first, with embedded servers of its own and the programs of {@code ROOT/.platform}. */
    public static Settings beside(Path root, Path home, int offset) {
        return new Settings(root, home, root.resolve(".platform"), offset, Map.of());
    }

    private static int offset(String text) {
        try {
            int offset = Integer.parseInt(text.trim());
            if (offset >= 0 && offset <= HIGHEST_OFFSET) {
                return offset;
            }
        } catch (NumberFormatException notANumber) {
            throw new CannotContinue("JX_PORT_OFFSET=" + text + " is not a number; set it to one, for example 100", 2);
        }
        throw new CannotContinue("JX_PORT_OFFSET=" + text + " has to lie between 0 and " + HIGHEST_OFFSET, 2);
    }

    /** The address of a real server the caller named, with which the embedded one is not started. */
    public Optional<String> real(String variable) {
        return Optional.ofNullable(environment.get(variable)).map(String::trim).filter(value -> !value.isEmpty());
    }

    public Ports ports() {
        return Ports.offset(offset);
    }

    public Path runDir() {
        return home.resolve("run");
    }

    public Path logFile(String process) {
        return home.resolve("logs").resolve(process + ".log");
    }

    public Path secretsDir() {
        return home.resolve("secrets");
    }

    /** Secrets no service is given. */
    public Path adminSecretsDir() {
        return home.resolve("secrets-admin");
    }
}
