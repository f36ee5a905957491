package io.jiaxiao.partners.carrier;

import io.jiaxiao.partners.books.BookedOrder;
import io.jiaxiao.partners.books.PartnerBooks;
import io.jiaxiao.partners.catalogue.Simulated;
import io.jiaxiao.partners.chance.Chance;
import io.jiaxiao.partners.faults.FaultBook;
import io.jiaxiao.partners.faults.FaultLanguage;
import io.jiaxiao.partners.faults.Faults;
import io.jiaxiao.partners.journal.Journal;
import io.jiaxiao.partners.memory.Diaries;
import io.jiaxiao.partners.phones.Phones;
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
@EnableConfigurationProperties(CarrierProperties.class)
class CarrierConfiguration {

    static final String PARTNER = "carrier";

    private static final Logger log = LoggerFactory.getLogger(CarrierConfiguration.class);
    private static final String KEY = "jiaxiao.carrier.sign-key";

    @Bean
    Simulated carrier() {
        return new Simulated(
                PARTNER,
                "中国移动增值业务订购",
                List.of(
                        "POST /carrier/api/checkQualification",
                        "POST /carrier/api/sendSmsCode",
                        "POST /carrier/api/confirmOrder",
                        "POST /carrier/api/queryOrder",
                        "POST /carrier/api/unsubscribe",
                        "GET /carrier/files/{yyyyMMdd}",
                        "GET /carrier/control/lines/{mobile}/{product}",
                        "POST /carrier/control/lines/{mobile}/{product}",
                        "POST /carrier/control/lines/{mobile}/{product}/month-end"));
    }

    @Bean
    FaultLanguage carrierFaults() {
        return new FaultLanguage(PARTNER, CarrierFault.class);
    }

    /** Null without the key, so that a test of another partner need not name it. */
    @Bean
    @Nullable
    CarrierOffice carrierOffice(
            CarrierProperties properties,
            @Value("${" + KEY + ":}") String key,
            Faults faults,
            Chance chance,
            Callbacks callbacks,
            Journal journal,
            Phones phones,
            Later later,
            @Qualifier(TimeConfiguration.CALENDAR) Clock clock,
            Diaries diaries,
            JsonMapper json) {
        if (key.isBlank()) {
            log.warn("{} is missing, so the carrier answers 503 to everything", KEY);
            return null;
        }
        FaultBook book = faults.of(PARTNER);
        Subscribers subscribers = new Subscribers(properties, clock, chance, diaries.of(PARTNER));
        Telling telling = new Telling(properties, key, book, callbacks, clock, json);
        CarrierDesk desk = new CarrierDesk(properties, key, subscribers, telling, phones, book, journal, later, json);
        subscribers.recall().forEach(desk::decideLater);
        return new CarrierOffice(subscribers, telling, desk, new DailyFile(subscribers, telling, book));
    }

    @Bean
    PartnerBooks carrierBooks(Optional<CarrierOffice> office) {
        return new PartnerBooks() {
            @Override
            public String partner() {
                return PARTNER;
            }

            @Override
            public List<BookedOrder> orders() {
                return office.map(open -> open.subscribers().booked()).orElseGet(List::of);
            }
        };
    }
}
