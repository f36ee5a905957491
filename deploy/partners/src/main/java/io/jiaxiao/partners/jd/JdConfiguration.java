package io.jiaxiao.partners.jd;

import io.jiaxiao.partners.books.PartnerBooks;
import io.jiaxiao.partners.catalogue.Simulated;
import io.jiaxiao.partners.faults.FaultLanguage;
import io.jiaxiao.partners.faults.Faults;
import io.jiaxiao.partners.journal.Journal;
import io.jiaxiao.partners.memory.Diaries;
import io.jiaxiao.partners.memory.Diary;
import io.jiaxiao.partners.time.Later;
import io.jiaxiao.partners.time.SimulatedClock;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JdProperties.class)
class JdConfiguration {

    static final String PARTNER = "jd";

    private static final Logger log = LoggerFactory.getLogger(JdConfiguration.class);
    private static final List<String> CONTROLS = List.of(
            "GET /jd/control",
            "DELETE /jd/control",
            "GET /jd/control/goods",
            "PUT /jd/control/goods/{sku}",
            "GET /jd/control/orders/{number}",
            "PUT /jd/control/balance",
            "DELETE /jd/control/tokens");

    @Bean
    Simulated jd(JdDesk desk) {
        List<String> endpoints =
                new ArrayList<>(List.of("POST /jd/oauth2/accessToken", "POST /jd/oauth2/refreshToken"));
        endpoints.addAll(desk.paths());
        endpoints.addAll(CONTROLS);
        return new Simulated(PARTNER, "京东 VOP 企业采购（京东锦礼）", List.copyOf(endpoints));
    }

    @Bean
    FaultLanguage jdFaults() {
        return new FaultLanguage(PARTNER, JdFault.class);
    }

    @Bean
    JdAccount jdAccount(
            JdProperties properties,
            @Value("${jiaxiao.jd.client-secret:}") String clientSecret,
            @Value("${jiaxiao.jd.password:}") String password) {
        JdAccount account = new JdAccount(properties.clientId(), clientSecret, properties.username(), password);
        if (!account.isOpen()) {
            log.warn("jiaxiao.jd.client-secret or jiaxiao.jd.password is missing, so JD signs nobody in");
        }
        return account;
    }

    @Bean
    House jdHouse(
            JdAccount account,
            JdProperties properties,
            SimulatedClock outside,
            Later later,
            Faults faults,
            Diaries diaries) {
        Diary diary = diaries.of(PARTNER);
        HouseClock clock = new HouseClock(outside);
        // Numbers are counted from the day the house was born, so that they are the same ones in every life.
        clock.hold(diary.born());
        Review review = new Review(faults.of(PARTNER), diary, clock);
        House house = house(account, properties, new Hours(later, clock, diary), clock, diary, review);
        new Recollection(house, diary, clock, review).read();
        return house;
    }

    private static House house(
            JdAccount account, JdProperties properties, Hours hours, Clock clock, Diary diary, Review review) {
        Areas areas = new Areas(Table.rows("/jd/areas.tsv"));
        Shop shop = new Shop(areas, properties.pageSize());
        Balance balance = new Balance(clock, properties);
        MessagePool messages = new MessagePool(clock, properties);
        // A restart must not give old numbers to new orders: the platform remembers those of the first life.
        Orders orders = new Orders(properties.mostOrders(), clock.instant().getEpochSecond() * 100);
        OrderLife life = new OrderLife(orders, balance, messages, hours, clock, properties);
        SubmitRules rules = new SubmitRules(shop, areas, balance, properties);
        AfterSales afterSales =
                new AfterSales(orders, new ServiceSteps(life, balance, hours, properties), clock, review);
        return new House(
                account.clientId(),
                hours,
                new Tokens(account, clock, properties.tokenLifetime(), properties.loginKillsOldToken()),
                areas,
                shop,
                orders,
                new OrderApi(rules, shop, orders, life, balance, clock.getZone()),
                balance,
                messages,
                new Books(orders, clock, properties.booksOfToday()),
                afterSales,
                new Backroom(shop, balance, messages, orders, afterSales, diary, clock),
                diary,
                clock);
    }

    @Bean
    PartnerBooks jdBooks(House house) {
        return new OrderBook(house);
    }

    @Bean
    JdDesk jdDesk(House house, Faults faults, Journal journal, Later later) {
        return new JdDesk(house, faults.of(PARTNER), journal, later);
    }
}
