package io.jiaxiao.control;

import com.google.gson.JsonObject;
import io.jiaxiao.control.demo.DemoFiles;
import io.jiaxiao.control.demo.DemoMall;
import io.jiaxiao.control.demo.DemoRoster;
import io.jiaxiao.control.demo.Http;
import io.jiaxiao.control.demo.Operator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Loads the demo roster through roster-service's own import and fills the mall's shelves, as an operator would. Twice
 * changes nothing.
 */
final class DemoData {

    private final Platform platform;

    DemoData(Platform platform) {
        this.platform = platform;
    }

    /**
     * Loads it unless this version of it has been loaded into this home's data before.
     *
     * @throws CannotContinue when a file cannot be imported, with the import's own words
     */
    void ensure(Progress progress) {
        List<DemoFiles.DemoFile> files = new DemoFiles(DemoRoster.standard()).all();
        Path loaded = platform.settings().home().resolve("data").resolve("demo-data.loaded");
        String version = version(files) + " " + platform.address(Infrastructure.DB_URL);
        try {
            if (Files.exists(loaded) && Files.readString(loaded).equals(version)) {
                progress.already("demo data", "already loaded");
                return;
            }
            var gateway = new Http(platform.url("gateway"));
            Operator operator = Operator.signIn(gateway, platform.secret("jiaxiao.client-secret.platform-control"));
            for (DemoFiles.DemoFile file : files) {
                progress.step("demo " + file.kind().toLowerCase(Locale.ROOT), step -> load(gateway, operator, file));
            }
            var mall = new DemoMall(gateway, operator.token());
            for (String channel : DemoMall.CHANNELS) {
                progress.step("demo goods " + channel, step -> mall.fill(channel) + " on the shelf");
            }
            Files.createDirectories(loaded.getParent());
            Files.writeString(loaded, version);
        } catch (IOException | IllegalStateException e) {
            throw new CannotContinue("The demo data could not be loaded: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotContinue("Interrupted while the demo data was being loaded");
        }
    }

    private static String load(Http gateway, Operator operator, DemoFiles.DemoFile file)
            throws IOException, InterruptedException {
        JsonObject done = operator.importCsv(gateway, file.kind(), file.csv());
        return "%d rows added, %d changed, %d as before"
                .formatted(
                        done.get("added").getAsLong(),
                        done.get("changed").getAsLong(),
                        done.get("unchanged").getAsLong());
    }

    private static String version(List<DemoFiles.DemoFile> files) {
        CRC32 checksum = new CRC32();
        checksum.update(files.stream()
                .map(DemoFiles.DemoFile::csv)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(checksum.getValue());
    }

    /** Who can sign in. */
    static String accounts() {
        DemoRoster roster = DemoRoster.standard();
        return """
                Demo accounts (sign in with the code that arrives on the simulated phone)
                  parent, two children   %s
                  class teacher          %s
                """
                .formatted(
                        roster.firstGuardian().mobile(), roster.firstTeacher().mobile());
    }
}
