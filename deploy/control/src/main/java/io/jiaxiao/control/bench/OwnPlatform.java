package io.jiaxiao.control.bench;

import io.jiaxiao.control.CannotContinue;
import io.jiaxiao.control.Platform;
import io.jiaxiao.control.Settings;
import io.jiaxiao.control.UpOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A platform that is brought up for one measurement. Afterwards it is removed with all its data, which stays when the measurement broke off. */
final class OwnPlatform {

    /** Limits are counted as ever, only high enough not to be reached. */
    private static final String HIGH_LIMITS =
            """
            jiaxiao.gateway.limits:
              app: {per-user: 100000000/1h, per-ip: 100000000/1h}
              console: {per-user: 100000000/1h, per-ip: 100000000/1h}
              lines: {per-user: 100000000/1h}
              scan: {per-ip: 100000000/1h}
              sign-in: {per-ip: 100000000/1h}
              callbacks: {per-ip: 100000000/1h}
            """;

    private OwnPlatform() {}

    /** What is measured on it. */
    @FunctionalInterface
    interface Measurement {
        List<Measured> on(Platform platform) throws IOException, SQLException, InterruptedException;
    }

    /**
     * @param bench whose name its folder bears
     * @throws CannotContinue when it could not be brought up or talked to
     */
    static List<Measured> measure(
            String bench, Settings settings, UpOptions options, PrintStream out, Measurement measurement) {
        Settings own = new Settings(
                settings.root(),
                settings.home().resolve("bench-" + bench),
                settings.programs(),
                settings.offset(),
                Map.of());
        var platform = new Platform(own, out, 0);
        boolean measured = false;
        try {
            Files.createDirectories(own.home());
            // What a measurement that broke off has left.
            platform.down(true);
            Files.writeString(own.home().resolve("gateway.yml"), HIGH_LIMITS);
            platform.up(options);
            List<Measured> found = measurement.on(platform);
            measured = true;
            return found;
        } catch (IOException | SQLException e) {
            throw new CannotContinue("The bench could not talk to its platform: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotContinue("Interrupted");
        } finally {
            platform.down(measured);
            if (!measured) {
                out.println("  data and logs of the platform that was measured stay in " + own.home());
            }
        }
    }
}
