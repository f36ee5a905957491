package io.jiaxiao.roster.signin.console;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Looks at a few passwords at a time. One costs a fifth of a second of a processor, and anybody may show one: a flood of them
 * would take the processors from everybody's sign-in.
 */
final class PasswordCheck {

    private final PasswordEncoder passwords;
    private final Semaphore places;
    private final Duration patience;

    /**
     * @param most     how many are looked at at once
     * @param patience how long one more waits for its turn
     */
    PasswordCheck(PasswordEncoder passwords, int most, Duration patience) {
        this.passwords = passwords;
        this.places = new Semaphore(most);
        this.patience = patience;
    }

    /** @throws SignInBusy when too many are looked at already */
    boolean matches(String password, String hash) {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SignInBusy();
            }
            // a request's own thread is virtual: while it reckons, none of the others gets its processor
            var look = new FutureTask<>(() -> look(password, hash));
            Thread.ofPlatform().daemon().name("password").start(look);
            return look.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SignInBusy();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a password could not be looked at", e);
        }
    }

    private boolean look(String password, String hash) {
        try {
            return passwords.matches(password, hash);
        } finally {
            places.release();
        }
    }
}
