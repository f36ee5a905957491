package io.jiaxiao.starter.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.starter.persistence.PersistenceAutoConfiguration;
import io.jiaxiao.starter.remote.NeighbourUnavailableException;
import io.jiaxiao.testkit.servers.TestSchema;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of a delivery, without a broker: each is handed in as the broker would. */
class EventIntakeIT {

    private static final int MAX_TRIES = 3;
    private static final AtomicLong NEXT = new AtomicLong(1_000);
    private static final Consumer<Told> BROKEN = told -> {
        throw new IllegalStateException("no such account");
    };

    private static TestSchema schema;
    private static JdbcTemplate jdbc;
    private static Inbox inbox;

    @EventType(topic = "told-events", tag = "Told")
    record Told(String what) implements DomainEvent {

        @Override
        public String aggregateId() {
            return what;
        }
    }

    @BeforeAll
    static void open() {
        schema = TestSchema.create("intake");
        var source = schema.dataSource();
        PersistenceAutoConfiguration.migratePlatform(source);
        jdbc = new JdbcTemplate(source);
        inbox = new Inbox(jdbc, new TransactionTemplate(new JdbcTransactionManager(source)), Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        schema.close();
    }

    @Test
    void aNeighboursAbsence_parksNothing() {
        long event = NEXT.incrementAndGet();
        var away = intake(told -> {
            throw new IllegalStateException(new NeighbourUnavailableException("roster-service does not answer", null));
        });
        for (int tries = 0; tries < 10; tries++) {
            assertThat(away.take(told(event, "x", tries))).isFalse();
        }
        assertThat(parkedIds("x")).isEmpty();
    }

    @Test
    void onlyItsOwnFailuresParkAnEvent() {
        long event = NEXT.incrementAndGet();
        boolean[] away = {true};
        var intake = intake(told -> {
            throw away[0]
                    ? new NeighbourUnavailableException("roster-service has no instance", null)
                    : new IllegalStateException("no such account");
        });
        for (int tries = 0; tries < 10; tries++) {
            assertThat(intake.take(told(event, "own", tries))).isFalse();
        }
        away[0] = false;
        assertThat(intake.take(told(event, "own", 10))).isFalse();
        assertThat(intake.take(told(event, "own", 11))).isFalse();
        assertThat(intake.take(told(event, "own", 12))).isTrue();
        assertThat(parkedIds("own")).containsExactly(event);
    }

    @ParameterizedTest
    @CsvSource({
        "nothing, , 2026-11-22T08:00:00Z",
        "words, seven, 2026-11-22T08:00:00Z",
        "too-large, 99999999999999999999, 2026-11-22T08:00:00Z",
        "timeless, 7, ",
        "yesterday, 7, yesterday",
        "far, 7, +999999999-01-01T00:00:00Z",
        "long-ago, 7, -0044-03-15T12:00:00Z"
    })
    void whatCannotBeRead_isParkedAtOnce_underAnIdOfItsOwn(String what, String eventId, String occurredAt) {
        var delivery = new Delivery(
                "message-" + what,
                "told-events",
                "Told",
                properties(eventId, occurredAt),
                payload(what),
                Instant.now(),
                0);

        assertThat(intake(told -> {}).take(delivery)).isTrue();
        assertThat(intake(told -> {}).take(delivery)).as("brought again").isTrue();

        assertThat(parkedIds(what)).singleElement().satisfies(id -> assertThat(id)
                .isNegative());
        assertThat(new ParkedEvents(jdbc, Clock.systemUTC()).page("told", 0, 200))
                .anyMatch(parked -> parked.payload().equals(payload(what)));
    }

    @Test
    void theSameEventAgain_isParkedOnce_andAnotherOfItsNumberBesideIt() {
        long event = NEXT.incrementAndGet();
        assertThat(intake(BROKEN).take(told(event, "one-line", MAX_TRIES))).isTrue();
        assertThat(intake(BROKEN).take(told(event, "one-line", MAX_TRIES))).isTrue();
        assertThat(intake(BROKEN).take(told(event, "another-line", MAX_TRIES))).isTrue();
        assertThat(intake(BROKEN).take(told(event, "another-line", MAX_TRIES))).isTrue();

        assertThat(parkedIds("one-line")).containsExactly(event);
        assertThat(parkedIds("another-line")).singleElement().satisfies(id -> assertThat(id)
                .isNegative());
    }

    @Test
    void anEventWithAMemberMore_isOfANewerSender_andHandled() {
        var heard = new ArrayList<String>();
        var delivery = new Delivery(
                "message-newer",
                "told-events",
                "Told",
                properties(Long.toString(NEXT.incrementAndGet()), "2026-11-22T08:00:00Z"),
                "{\"what\":\"newer\",\"since\":{\"version\":2}}",
                Instant.now(),
                0);

        assertThat(intake(told -> heard.add(told.what())).take(delivery)).isTrue();
        assertThat(heard).containsExactly("newer");
    }

    @Test
    void whatNoBrokerCanBringAgain_isForgottenToTheLast() {
        Timestamp old = Timestamp.from(Instant.now().minus(Inbox.KEPT).minusSeconds(60));
        List<Object[]> rows = IntStream.range(0, 5_003)
                .mapToObj(i -> new Object[] {"forgetful", i, old})
                .toList();
        jdbc.batchUpdate("INSERT INTO inbox (consumer, event_id, handled_at) VALUES (?,?,?)", rows);
        inbox.once("forgetful", 1_000_000, () -> {});

        assertThat(inbox.forgetOld()).isEqualTo(5_003);
        assertThat(jdbc.queryForList("SELECT event_id FROM inbox WHERE consumer = 'forgetful'", Long.class))
                .containsExactly(1_000_000L);
    }

    private static EventIntake<Told> intake(Consumer<Told> handler) {
        return new EventIntake<>(
                EventSubscription.work("told", Told.class, handler),
                inbox,
                new ParkedEvents(jdbc, Clock.systemUTC()),
                MAX_TRIES,
                JsonMapper.builder()
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .build(),
                new SimpleMeterRegistry());
    }

    private static Delivery told(long event, String what, int tries) {
        return new Delivery(
                "message-" + event + "-" + what,
                "told-events",
                "Told",
                properties(Long.toString(event), "2026-11-22T08:00:00Z"),
                payload(what),
                Instant.now(),
                tries);
    }

    private static Map<String, String> properties(String eventId, String occurredAt) {
        var properties = new HashMap<String, String>();
        if (eventId != null) {
            properties.put("eventId", eventId);
        }
        if (occurredAt != null) {
            properties.put("occurredAt", occurredAt);
        }
        return properties;
    }

    private static String payload(String what) {
        return "{\"what\":\"" + what + "\"}";
    }

    private static List<Long> parkedIds(String what) {
        return jdbc.queryForList("SELECT event_id FROM inbox_parked WHERE payload = ?", Long.class, payload(what));
    }
}
