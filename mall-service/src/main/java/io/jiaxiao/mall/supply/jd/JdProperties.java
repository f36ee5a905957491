package io.jiaxiao.mall.supply.jd;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The account at JD (partners.md 5).
 *
 * @param baseUrl       without {@code /oauth2} and {@code /api}
 * @param clientSecret  of the application; signs logins
 * @param password      of the account, in clear
 * @param pool          number of the pool we sell from
 * @param email         JD asks for one with every order
 * @param companyName   title of the invoices
 * @param connect       longest wait for a connection
 * @param read          longest wait for the whole answer once connected
 * @param mostBytes     a longer answer counts as none
 * @param tokenMargin   so long before its end a token is no longer used
 * @param tokenCodes    answers that mean the token is dead; the Kepler gateway adds 1003 and 1004, which mean something else here
 * @param orderPatience no order is sent a second time when the first took longer
 * @param safeWait      so long after we last sent an order "no such order" may still change (INFERRED)
 * @param pullEvery     pause between two looks into the message pool
 * @param areasFor      how long JD's address levels are believed
 */
@ConfigurationProperties("jiaxiao.jd")
record JdProperties(
        URI baseUrl,
        String clientId,
        @DefaultValue("") String clientSecret,
        String username,
        @DefaultValue("") String password,
        @DefaultValue("10002") String pool,
        @DefaultValue("mall@jiaxiao.example") String email,
        @DefaultValue("家校演示企业") String companyName,
        @DefaultValue("2s") Duration connect,
        @DefaultValue("5s") Duration read,
        @DefaultValue("4194304") long mostBytes,
        @DefaultValue("5m") Duration tokenMargin,
        @DefaultValue("2007") Set<String> tokenCodes,
        @DefaultValue("8s") Duration orderPatience,
        @DefaultValue("10m") Duration safeWait,
        @DefaultValue("2s") Duration pullEvery,
        @DefaultValue("24h") Duration areasFor) {

    /** Holds secrets, so it does not print itself. */
    @Override
    public String toString() {
        return "JdProperties[" + baseUrl + ", " + clientId + "]";
    }
}
