package io.jiaxiao.acceptance;

import io.jiaxiao.control.Platform;
import io.jiaxiao.control.UpOptions;
import io.jiaxiao.control.demo.Http;
import io.jiaxiao.control.demo.Operator;
import io.jiaxiao.control.demo.Parent;
import io.jiaxiao.control.demo.SimulatedPhone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A platform of its own beside the one a developer may have running: real processes, real servers, its own ports and
 * data. Brought up once for all tests of the module, taken down after the last.
 */
public final class Acceptance implements BeforeAllCallback {

    private static final int PORT_OFFSET = 3000;
    private static final String NOBODYS_MOBILE = "13800009999";
    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(Acceptance.class);

    /** Silence of a channel is believed after seconds instead of a quarter of an hour, so that a test can see the end of it. */
    private static final String MALL =
            """
            jiaxiao:
              jd.safe-wait: 15s
              niannianka.not-found-stands: 15s
              kefei.not-found-stands: 15s
              redemption:
                lease: 20s
                retry.longest: 10s
                ask-unknown.longest: 10s
                ask-quick.longest: 10s
                ask-goods: {first: 5s, longest: 15s}
            """;

    /** The same for who is asked about payments and orders on the carrier's bill. */
    private static final String ORDERS =
            """
            jiaxiao:
              payment.taken: 10s
              carrier.not-found-stands: 10s
            """;

    private static Platform platform;

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(SPACE).computeIfAbsent("platform", key -> new Running());
    }

    static Platform platform() {
        return platform;
    }

    static Http gateway() {
        return new Http(platform.url("gateway"));
    }

    static Http partners() {
        return new Http(platform.url("partners"));
    }

    static SimulatedPhone phone(String mobile) {
        return new SimulatedPhone(partners(), mobile);
    }

    static Operator operator() throws IOException, InterruptedException {
        return Operator.signIn(gateway(), platform.secret("jiaxiao.client-secret.platform-control"));
    }

    private static final class Running implements AutoCloseable {

        Running() {
            Path root = Path.of(System.getProperty("jiaxiao.root"));
            Path home = Path.of(System.getProperty("jiaxiao.home")).resolve("acceptance");
            platform = new Platform(root, home, PORT_OFFSET, System.out);
            // what a run that was killed left behind must not colour this one
            platform.down(true);
            quicken(home, "mall-service", MALL);
            quicken(home, "order-service", ORDERS);
            try {
                platform.up(UpOptions.DEFAULT.withoutTraining());
                sendAnSms();
            } catch (RuntimeException e) {
                // nobody closes what never stood
                platform.down(false);
                throw e;
            }
        }

        /**
         * The first one of a process that has just started may take longer than its sender waits, where the machine is slow. The next
         * ones are what is tested.
         */
        private static void sendAnSms() {
            try {
                new Parent(gateway(), NOBODYS_MOBILE, "device-of-nobody").askForCode();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** A service reads what lies in its working folder; what it waits for is the same, only sooner over. */
        private static void quicken(Path home, String service, String settings) {
            Path folder = home.resolve("work").resolve(service);
            try {
                Files.createDirectories(folder);
                Files.writeString(folder.resolve("application.yml"), settings);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            platform.down(false);
        }
    }
}
