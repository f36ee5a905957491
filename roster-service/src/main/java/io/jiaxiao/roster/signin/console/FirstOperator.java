package io.jiaxiao.roster.signin.console;

import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.roster.organisation.OrgUnit;
import io.jiaxiao.roster.organisation.Organisation;
import io.jiaxiao.roster.people.People;
import io.jiaxiao.roster.people.Person;
import io.jiaxiao.roster.signin.store.OperatorAccounts;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens the account {@code operator} at head office where a password for it is given, so that somebody can begin. One that is there
 * gets the password given now, a moment after the start: looking costs as much as a sign-in, which nobody has to wait for.
 */
@Component
@ConditionalOnProperty("jiaxiao.demo.operator-password")
class FirstOperator implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstOperator.class);
    private static final String USERNAME = "operator";

    private final OperatorAccounts accounts;
    private final People people;
    private final Organisation organisation;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String password;
    private final PasswordEncoder passwords = OperatorPasswords.encoder();

    FirstOperator(
            OperatorAccounts accounts,
            People people,
            Organisation organisation,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${jiaxiao.demo.operator-password}") String password) {
        this.accounts = accounts;
        this.people = people;
        this.organisation = organisation;
        this.transaction = transaction;
        this.clock = clock;
        this.password = password.strip();
    }

    @Override
    public void run(ApplicationArguments arguments) {
        try {
            accounts.find(USERNAME)
                    .ifPresentOrElse(
                            account -> Thread.ofVirtual().name("first-operator").start(() -> keepInStep(account)),
                            () -> transaction.executeWithoutResult(status -> open()));
        } catch (DuplicateKeyException e) {
            log.info("another instance opened the account {}", USERNAME);
        }
    }

    private void open() {
        OrgUnit headOffice = organisation.find(OrgUnit.ROOT).orElseThrow();
        Person person = people.hire(new PersonName("平台管理员"), headOffice);
        accounts.open(person.id(), USERNAME, hash(), clock.instant());
        log.info("opened the account {}", USERNAME);
    }

    private void keepInStep(OperatorAccounts.Account account) {
        if (!passwords.matches(password, account.passwordHash())) {
            accounts.changePassword(account.personId(), hash(), clock.instant());
        }
    }

    private String hash() {
        return String.valueOf(passwords.encode(password));
    }
}
