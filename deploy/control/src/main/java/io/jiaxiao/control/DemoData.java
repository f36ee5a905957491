package io.jiaxiao.control;

import com.google.gson.JsonObject;
import io.jiaxiao.control.demo.DemoFiles;
import io.jiaxiao.control.demo.DemoRoster;
import io.jiaxiao.control.demo.Http;
import io.jiaxiao.control.demo.Operator;
import java.io.IOException;
import java.util.Locale;

/** Loads the demo roster through roster-service's own import, as an operator would. The same file twice changes nothing. */
final class DemoData {

    private final Platform platform;

    DemoData(Platform platform) {
        this.platform = platform;
    }

    /** @throws CannotContinue when a file cannot be imported, with the import's own words */
    void ensure(Progress progress) {
        var gateway = new Http(platform.url("gateway"));
        try {
            Operator operator = Operator.signIn(gateway, platform.secret("jiaxiao.client-secret.platform-control"));
            for (DemoFiles.DemoFile file : new DemoFiles(DemoRoster.standard()).all()) {
                load(gateway, operator, file, progress);
            }
        } catch (IOException | IllegalStateException e) {
            throw new CannotContinue("The demo data could not be loaded: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotContinue("Interrupted while the demo data was being loaded");
        }
    }

    private static void load(Http gateway, Operator operator, DemoFiles.DemoFile file, Progress progress)
            throws IOException, InterruptedException {
        JsonObject done = operator.importCsv(gateway, file.kind(), file.csv());
        progress.already(
                "demo " + file.kind().toLowerCase(Locale.ROOT),
                done.get("changed").getAsLong() + " rows new, "
                        + done.get("unchanged").getAsLong() + " as before");
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
