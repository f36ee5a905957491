package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.contracts.event.Topics;
import io.jiaxiao.contracts.roster.PersonSignedIn;
import io.jiaxiao.roster.fixture.Forged;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.RosterTest;
import io.jiaxiao.starter.event.EventRecord;
import io.jiaxiao.starter.event.EventTransport;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.json.JsonMapper;

/** What the other services are told about a sign-in, seen where it goes to the broker. */
@Import(SignInEventIT.Listening.class)
class SignInEventIT extends RosterTest {

    private static final List<EventRecord> SENT = new CopyOnWriteArrayList<>();

    @Autowired
    private JsonMapper json;

    @TestConfiguration(proxyBeanMethods = false)
    static class Listening {

        /** Lets everything through to the real broker, and remembers what the broker took. */
        @Bean
        static BeanPostProcessor listener() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof EventTransport ? overheard(bean) : bean;
                }
            };
        }
    }

    private static Object overheard(Object transport) {
        return Proxy.newProxyInstance(
                EventTransport.class.getClassLoader(),
                ClassUtils.getAllInterfaces(transport),
                (proxy, method, arguments) -> {
                    Object result = method.invoke(transport, arguments);
                    if (method.getName().equals("send")) {
                        ((List<?>) arguments[0]).forEach(event -> SENT.add((EventRecord) event));
                    }
                    return result;
                });
    }

    @Test
    void aSignIn_isToldOnce_andAWrongCodeIsNot() {
        Phone phone = aPhone();
        phone.ask().expect(202);
        phone.show(Phone.wrong(phone.code())).expect(400);
        Phone.Tokens tokens = Phone.Tokens.of(phone.show(phone.code()).expect(200));
        phone.show(phone.code()).expect(400);
        phone.refresh(tokens.refresh()).expect(200);
        String person = Forged.read(tokens.access()).getSubject();

        await().atMost(Duration.ofSeconds(10)).until(() -> !toldAbout(person).isEmpty());
        aPhone().signIn();
        assertThat(toldAbout(person)).singleElement().satisfies(event -> {
            assertThat(event.topic()).endsWith(Topics.ROSTER_EVENTS);
            assertThat(event.tag()).isEqualTo("PersonSignedIn");
            assertThat(json.readValue(event.payload(), PersonSignedIn.class).personId())
                    .isEqualTo(person);
            assertThat(event.payload()).doesNotContain(phone.mobile());
        });
    }

    static List<EventRecord> toldAbout(String person) {
        return SENT.stream().filter(event -> event.aggregateId().equals(person)).toList();
    }
}
