package io.jiaxiao.mall.supply.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.mall.supply.Placement;
import io.jiaxiao.mall.supply.SupplyChannel;
import io.jiaxiao.mall.supply.SupplyNotice;
import io.jiaxiao.mall.supply.SupplyNotices;
import io.jiaxiao.mall.supply.SupplyOrder;
import io.jiaxiao.mall.supply.fixture.Orders;
import io.jiaxiao.mall.supply.fixture.Suppliers;
import io.jiaxiao.starter.outbox.Outbox;
import io.jiaxiao.testkit.spring.JiaxiaoIntegrationTest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service with its suppliers, and a port that keeps what it was told. */
@JiaxiaoIntegrationTest
@Import(SupplyCallbackFixture.Recorders.class)
abstract class SupplyCallbackFixture {

    @Autowired
    List<SupplyChannel> channels;

    @Autowired
    Recorded recorded;

    @LocalServerPort
    int port;

    final Mobile account = Orders.anAccount();
    final SupplyOrder video = Orders.recharge(Orders.aNumber(), "30010001", 10_000, account);
    final SupplyOrder bill = Orders.recharge(Orders.aNumber(), "HF50", 10_000, account);

    @DynamicPropertySource
    static void suppliers(DynamicPropertyRegistry properties) {
        properties.add("jiaxiao.niannianka.url", () -> Suppliers.niannianka().toString());
        properties.add("jiaxiao.niannianka.app-secret", () -> Suppliers.APP_SECRET);
        properties.add("jiaxiao.niannianka.failure-stands", () -> "0s");
        properties.add("jiaxiao.niannianka.callback-sources", () -> "127.0.0.0/8,::1");
        properties.add("jiaxiao.kefei.url", () -> Suppliers.kefei().toString());
        properties.add("jiaxiao.kefei.md5-key", () -> Suppliers.MD5_KEY);
        properties.add("jiaxiao.kefei.callback-url", () -> Suppliers.CALLBACKS.url() + "/callback/kefei/orders");
        properties.add("jiaxiao.kefei.callback-sources", () -> "127.0.0.0/8,::1");
    }

    /** What the port was told, and how often it is to fail first. */
    static final class Recorded {
        final List<SupplyNotice> notices = new CopyOnWriteArrayList<>();
        final List<DomainEvent> events = new CopyOnWriteArrayList<>();
        final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();

        List<SupplyNotice.Kind> kinds(SupplyOrder order) {
            return notices.stream()
                    .filter(notice -> notice.number().equals(order.number()))
                    .map(SupplyNotice::kind)
                    .toList();
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Recorders {

        @Bean
        Recorded recorded() {
            return new Recorded();
        }

        @Bean
        @Primary
        SupplyNotices recordingNotices(Recorded recorded) {
            return notice -> {
                AtomicInteger left = recorded.failures.get(notice.number());
                if (left != null && left.getAndDecrement() > 0) {
                    throw new IllegalStateException("the database is away");
                }
                recorded.notices.add(notice);
            };
        }

        @Bean
        @Primary
        Outbox recordingOutbox(Recorded recorded, @Qualifier("outbox") Outbox real) {
            return new Outbox() {
                @Override
                public void appendAll(Collection<? extends DomainEvent> events) {
                    real.appendAll(events);
                    recorded.events.addAll(events);
                }
            };
        }
    }

    @BeforeEach
    void route() {
        Suppliers.CALLBACKS.leadsTo(port);
    }

    SupplyChannel channel(String name) {
        return channels.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    void place(String channel, SupplyOrder order) {
        assertThat(channel(channel).place(order)).isInstanceOf(Placement.Accepted.class);
    }

    List<String> pushes(String partner) {
        return Suppliers.journal(partner, account.digits()).stream()
                .filter(each -> each.path("direction").asString().equals("PUSHED"))
                .map(each -> each.path("outcome").asString())
                .toList();
    }
}
