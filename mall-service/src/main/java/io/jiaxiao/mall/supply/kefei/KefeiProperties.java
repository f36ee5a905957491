package io.jiaxiao.mall.supply.kefei;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The account at 科飞 (partners.md 7). Codes other than 1 and -310 are INFERRED.
 *
 * @param url             the one address of the API, given per agent
 * @param agentAccount    who we are
 * @param md5Key          signs requests and callbacks; empty when there is no contract, and then nothing is called
 * @param callbackUrl     where it calls us; travels with every order; empty for nowhere
 * @param province        sent with every order; what the partner wants there is not public
 * @param connect         longest wait for a connection
 * @param read            longest wait for the whole answer once connected
 * @param notFoundStands  how long "no such order" must stand before it is believed
 * @param codes           what its codes mean
 * @param callbackSources addresses or networks callbacks may come from; empty allows any
 */
@ConfigurationProperties("jiaxiao.kefei")
public record KefeiProperties(
        URI url,
        String agentAccount,
        @DefaultValue("") String md5Key,
        @DefaultValue("") String callbackUrl,
        @DefaultValue("") String province,
        @DefaultValue("2s") Duration connect,
        @DefaultValue("5s") Duration read,
        @DefaultValue("15m") Duration notFoundStands,
        @DefaultValue Codes codes,
        @DefaultValue List<String> callbackSources) {

    /**
     * Everything that is in none of the sets, and not 1 or -310, is a refusal for good (partners.md 7.2).
     *
     * @param exists    there is an order under this number
     * @param notFound  there is none
     * @param temporary not taken, but may be later: balance, addresses, signature
     * @param uncertain says neither yes nor no
     */
    public record Codes(
            @DefaultValue("-200") Set<Integer> exists,
            @DefaultValue("-205") Set<Integer> notFound,
            @DefaultValue({"-204", "-103"}) Set<Integer> temporary,
            @DefaultValue("-310") Set<Integer> uncertain) {}

    boolean isOpen() {
        return !md5Key.isEmpty();
    }

    /** Holds a secret, so it does not print itself. */
    @Override
    public String toString() {
        return "KefeiProperties[" + url + ", " + agentAccount + "]";
    }
}
