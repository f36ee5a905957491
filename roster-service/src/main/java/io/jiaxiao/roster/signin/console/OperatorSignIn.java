package io.jiaxiao.roster.signin.console;

import io.jiaxiao.roster.people.People;
import io.jiaxiao.roster.people.Role;
import io.jiaxiao.roster.signin.store.OperatorAccounts;
import io.jiaxiao.roster.signin.store.OperatorAccounts.Account;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/**
 * Checks an operator's password. An unknown name costs as much time as a wrong password, and both get the same answer;
 * five wrong ones in a row lock the account for a quarter of an hour.
 */
@Component
class OperatorSignIn implements AuthenticationProvider {

    private static final Logger log = LoggerFactory.getLogger(OperatorSignIn.class);
    private static final int MOST_TRIES = 5;
    private static final Duration LOCK = Duration.ofMinutes(15);
    private static final int LONGEST_PASSWORD = 72;
    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final OperatorAccounts accounts;
    private final People people;
    private final Clock clock;
    private final PasswordCheck passwords = new PasswordCheck(OperatorPasswords.encoder(), AT_ONCE, PATIENCE);

    OperatorSignIn(OperatorAccounts accounts, People people, Clock clock) {
        this.accounts = accounts;
        this.people = people;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication shown) {
        String password = String.valueOf(shown.getCredentials());
        Account account = accounts.find(shown.getName()).orElse(null);
        boolean right = password.length() <= LONGEST_PASSWORD
                && passwords.matches(password, account == null ? OperatorPasswords.NOBODYS : account.passwordHash());
        Instant now = clock.instant();
        if (account == null || locked(account, now)) {
            throw new BadCredentialsException("no such account, or locked");
        }
        if (!right) {
            accounts.failed(account.personId(), MOST_TRIES, now.plus(LOCK));
            log.info("operator {} gave a wrong password", account.username());
            throw new BadCredentialsException("wrong password");
        }
        if (!mayWork(account.personId())) {
            throw new BadCredentialsException("no operator any more");
        }
        accounts.succeeded(account.personId());
        return UsernamePasswordAuthenticationToken.authenticated(
                Long.toString(account.personId()), null, List.of(new SimpleGrantedAuthority("ROLE_OPERATOR")));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private static boolean locked(Account account, Instant now) {
        return account.lockedUntil() != null && now.isBefore(account.lockedUntil());
    }

    private boolean mayWork(long personId) {
        return people.rolesInForce(personId).stream().anyMatch(grant -> grant.role() == Role.OPERATOR);
    }
}
