package io.jiaxiao.partners.alipay;

import io.jiaxiao.partners.books.BookedOrder;
import io.jiaxiao.partners.books.PartnerBooks;
import io.jiaxiao.partners.catalogue.Simulated;
import io.jiaxiao.partners.chance.Chance;
import io.jiaxiao.partners.faults.FaultBook;
import io.jiaxiao.partners.faults.FaultLanguage;
import io.jiaxiao.partners.faults.Faults;
import io.jiaxiao.partners.journal.Journal;
import io.jiaxiao.partners.memory.Diaries;
import io.jiaxiao.partners.push.Callbacks;
import io.jiaxiao.partners.time.Later;
import io.jiaxiao.partners.time.TimeConfiguration;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AlipayProperties.class)
class AlipayConfiguration {

    static final String PARTNER = "alipay";

    private static final Logger log = LoggerFactory.getLogger(AlipayConfiguration.class);
    private static final String OWN_KEY = "jiaxiao.partners.alipay.private-key";
    private static final String MERCHANT_KEY = "jiaxiao.alipay.merchant-public-key";

    @Bean
    Simulated alipay() {
        return new Simulated(
                PARTNER,
                "支付宝（扫码付）",
                List.of(
                        "POST /alipay/gateway.do",
                        "GET /alipay/bills/{token}",
                        "POST /alipay/wallet/scan",
                        "POST /alipay/wallet/pay",
                        "POST /alipay/wallet/time-out",
                        "GET /alipay/control/trades/{number}",
                        "POST /alipay/control/trades/{number}/finish",
                        "POST /alipay/control/trades/{number}/notifies"));
    }

    @Bean
    FaultLanguage alipayFaults() {
        return new FaultLanguage(PARTNER, AlipayFault.class);
    }

    /** Null without the keys, so that a test of another partner need not name them. */
    @Bean
    @Nullable
    Office alipayOffice(
            AlipayProperties properties,
            @Value("${" + OWN_KEY + ":}") String ownKey,
            @Value("${" + MERCHANT_KEY + ":}") String merchantKey,
            Faults faults,
            Chance chance,
            Callbacks callbacks,
            Journal journal,
            Later later,
            @Qualifier(TimeConfiguration.CALENDAR) Clock clock,
            Diaries diaries,
            JsonMapper json) {
        if (ownKey.isBlank() || merchantKey.isBlank()) {
            log.warn("{} or {} is missing, so Alipay answers 503 to everything", OWN_KEY, MERCHANT_KEY);
            return null;
        }
        Rsa2 keys = Rsa2.of(ownKey, merchantKey);
        FaultBook ordered = faults.of(PARTNER);
        Notifies notifies = new Notifies(properties, keys, ordered, callbacks, clock);
        Book book = new Book(clock, later, chance, notifies, properties.mostTrades(), diaries.of(PARTNER));
        book.recall();
        Bills bills = new Bills(properties, book, ordered, clock);
        Desk desk = new Desk(properties, book, bills, ordered);
        return new Office(book, notifies, bills, new Gateway(properties, keys, desk, ordered, journal, json));
    }

    @Bean
    PartnerBooks alipayBooks(Optional<Office> office) {
        return new PartnerBooks() {
            @Override
            public String partner() {
                return PARTNER;
            }

            @Override
            public List<BookedOrder> orders() {
                return office.map(open -> open.book().booked()).orElseGet(List::of);
            }
        };
    }
}
