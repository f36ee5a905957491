package io.jiaxiao.starter.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.serviceregistry.Registration;
import org.springframework.cloud.client.serviceregistry.ServiceRegistry;
import org.springframework.context.SmartLifecycle;

class LeaveFirstTest {

    private final List<String> said = new CopyOnWriteArrayList<>();

    @Test
    void itLeavesTheRegistry_thenWaits_andOnlyThenTheWebServerStops() {
        long[] asked = new long[1];
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(LeaveAutoConfiguration.class))
                .withPropertyValues("jiaxiao.shutdown.leave-for=300ms")
                .withBean(Registration.class, ThisInstance::new)
                .withBean(ServiceRegistry.class, () -> new ToldRegistry(said))
                .withBean(SmartLifecycle.class, () -> new WebServer(said))
                .withInitializer(context ->
                        context.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance()))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(said).isEmpty();
                    asked[0] = System.nanoTime();
                });

        assertThat(said).containsExactly("left", "web server stops");
        assertThat(Duration.ofNanos(System.nanoTime() - asked[0])).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void aRegistryThatIsAway_doesNotKeepItFromStopping() {
        new LeaveFirst(
                        () -> {
                            throw new IllegalStateException("away");
                        },
                        Duration.ZERO)
                .stop(() -> said.add("stopped"));

        org.awaitility.Awaitility.await().until(() -> said.contains("stopped"));
    }

    @Test
    void withoutARegistry_nothingWaits() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(LeaveAutoConfiguration.class))
                .run(context -> assertThat(context).doesNotHaveBean(LeaveFirst.class));
    }

    private static final class ThisInstance extends DefaultServiceInstance implements Registration {
        ThisInstance() {
            super("a1", "a", "127.0.0.1", 1, false);
        }
    }

    private record ToldRegistry(List<String> said) implements ServiceRegistry<Registration> {

        @Override
        public void register(Registration registration) {
            said.add("joined");
        }

        @Override
        public void deregister(Registration registration) {
            said.add("left");
        }

        @Override
        public void close() {
            said.add("closed");
        }

        @Override
        public void setStatus(Registration registration, String status) {
            said.add(status);
        }

        @Override
        public <T> T getStatus(Registration registration) {
            return null;
        }
    }

    /** Stops in the phase in which Spring Boot's web server stops taking requests. */
    private static final class WebServer implements SmartLifecycle {

        private final List<String> said;
        private boolean running;

        WebServer(List<String> said) {
            this.said = said;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            said.add("web server stops");
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE;
        }
    }
}
