package io.jiaxiao.roster.signin.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

class PasswordCheckTest {

    private final CountDownLatch looking = new CountDownLatch(2);
    private final CountDownLatch enough = new CountDownLatch(1);
    private final PasswordCheck check = new PasswordCheck(new Slow(), 2, Duration.ofMillis(20));

    @Test
    void aThirdPasswordAtOnce_isTurnedAway_andHasItsTurnLater() throws Exception {
        try (ExecutorService others = Executors.newFixedThreadPool(2)) {
            Future<Boolean> one = others.submit(() -> check.matches("right", "right"));
            Future<Boolean> other = others.submit(() -> check.matches("wrong", "right"));
            assertThat(looking.await(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> check.matches("right", "right")).isInstanceOf(SignInBusy.class);
            enough.countDown();
            assertThat(one.get()).isTrue();
            assertThat(other.get()).isFalse();
        }
        assertThat(check.matches("right", "right")).isTrue();
    }

    /** Looks until it is told to stop. */
    private final class Slow implements PasswordEncoder {

        @Override
        public String encode(CharSequence password) {
            return password.toString();
        }

        @Override
        public boolean matches(CharSequence password, String hash) {
            looking.countDown();
            try {
                enough.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return hash.contentEquals(password);
        }
    }
}
