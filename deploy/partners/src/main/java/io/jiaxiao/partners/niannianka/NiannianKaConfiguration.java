package io.jiaxiao.partners.niannianka;

import io.jiaxiao.partners.books.PartnerBooks;
import io.jiaxiao.partners.catalogue.Simulated;
import io.jiaxiao.partners.chance.Chance;
import io.jiaxiao.partners.faults.FaultLanguage;
import io.jiaxiao.partners.faults.Faults;
import io.jiaxiao.partners.journal.Journal;
import io.jiaxiao.partners.memory.Diaries;
import io.jiaxiao.partners.push.Callbacks;
import io.jiaxiao.partners.recharge.RechargeFault;
import io.jiaxiao.partners.time.Later;
import io.jiaxiao.partners.time.SimulatedClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NiannianKaProperties.class)
class NiannianKaConfiguration {

    static final String PARTNER = "niannianka";

    private static final Logger log = LoggerFactory.getLogger(NiannianKaConfiguration.class);
    private static final String SECRET = "jiaxiao.niannianka.app-secret";
    private static final String TOKEN = "{pathToken}";
    private static final int KEY_BYTES = 32;

    @Bean
    Simulated niannianka() {
        return new Simulated(PARTNER, "年年卡（卡券与虚拟商品）", List.of("POST /niannianka/api/getway"));
    }

    @Bean
    FaultLanguage niannianKaFaults() {
        return new FaultLanguage(PARTNER, RechargeFault.Common.class);
    }

    /** Null without the secret, so that a test of another partner need not name it. */
    @Bean
    @Nullable
    Supplier niannianKaSupplier(
            NiannianKaProperties properties,
            @Value("${" + SECRET + ":}") String secret,
            @Value("${jiaxiao.callback.path-token:}") String token,
            Faults faults,
            Chance chance,
            Callbacks callbacks,
            Journal journal,
            Later later,
            SimulatedClock clock,
            Diaries diaries,
            JsonMapper json) {
        if (secret.isBlank()) {
            log.warn("{} is missing, so 年年卡 answers 503 to everything", SECRET);
            return null;
        }
        if (secret.getBytes(StandardCharsets.UTF_8).length != KEY_BYTES) {
            throw new InvalidConfigurationPropertyValueException(
                    SECRET, null, "it must have 32 characters: it is the AES-256 key of the cards as well");
        }
        Shop shop = new Shop(
                clock, chance, Goods.seeded(), properties.balance(), properties.mostOrders(), diaries.of(PARTNER));
        PurchaseRules rules = new PurchaseRules(shop, properties.maintained());
        Progress.Plan plan = new Progress.Plan(
                properties.untreatedFor(),
                url(properties.callbackUrl(), token),
                properties.acknowledgement(),
                properties.pushAgainAfter());
        Progress progress = new Progress(shop, callbacks, later, clock, json, secret, plan);
        progress.goOn(shop.recall());
        return new Supplier(
                properties,
                secret,
                shop,
                rules,
                new Queries(shop, rules, new Cards(chance, secret), clock, json),
                progress,
                faults.of(PARTNER),
                journal,
                later,
                clock,
                json);
    }

    @Bean
    PartnerBooks niannianKaBooks(Optional<Supplier> supplier) {
        return PartnerBooks.of(PARTNER, () -> supplier.map(Supplier::books).orElseGet(List::of));
    }

    private static @Nullable URI url(@Nullable String pattern, String token) {
        if (pattern == null || pattern.isBlank()) {
            return null;
        }
        if (pattern.contains(TOKEN) && token.isBlank()) {
            log.warn("jiaxiao.callback.path-token is missing, so 年年卡 calls nothing back");
            return null;
        }
        return URI.create(pattern.replace(TOKEN, token));
    }
}
