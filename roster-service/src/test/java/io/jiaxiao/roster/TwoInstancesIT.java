package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.fixture.Browser;
import io.jiaxiao.roster.fixture.Console;
import io.jiaxiao.roster.fixture.Http;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.RosterTest;
import io.jiaxiao.testkit.together.Together;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/** Two instances behind one gateway: whatever begins at one goes on at the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoInstancesIT extends RosterTest {

    @Autowired
    private ConfigurableEnvironment environment;

    private ConfigurableApplicationContext second;
    private Http there;

    @BeforeAll
    void startTheSecond() {
        Map<String, Object> same = new HashMap<>();
        environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> List.of(((EnumerablePropertySource<?>) source).getPropertyNames()).stream())
                .filter(name -> name.startsWith("jiaxiao.") || name.startsWith("spring.cloud."))
                .forEach(name -> same.put(name, environment.getProperty(name, "")));
        same.put("server.port", "0");
        // as arguments: what a builder is given as properties gives way to application.yml
        second = new SpringApplicationBuilder(RosterApplication.class)
                .run(same.entrySet().stream()
                        .map(each -> "--" + each.getKey() + "=" + each.getValue())
                        .toArray(String[]::new));
        there = new Http(Integer.parseInt(second.getEnvironment().getProperty("local.server.port", "0")));
    }

    @AfterAll
    void stopTheSecond() {
        second.close();
    }

    @Test
    void aCodeAskedForAtOne_isGoodAtTheOther_andItsTokensAtBoth() {
        Phone here = aPhone();
        here.ask().expect(202);
        Phone atOther = here.through(there);
        Phone.Tokens tokens = Phone.Tokens.of(atOther.show(here.code()).expect(200));
        http().get("/api/v1/me", tokens.access()).expect(200);
        there.get("/api/v1/me", tokens.access()).expect(200);
        Phone.Tokens next = Phone.Tokens.of(here.refresh(tokens.refresh()).expect(200));
        atOther.refresh(next.refresh()).expect(200);
    }

    @Test
    void askedAtBothAtOnce_thereIsOneCode_andShownAtBothAtOnce_oneSession() {
        Phone here = aPhone();
        Phone atOther = here.through(there);
        var turn = new AtomicInteger();
        assertThat(Together.atOnce(10, _ -> (turn.getAndIncrement() % 2 == 0 ? here : atOther)
                        .ask()
                        .status()))
                .containsOnlyOnce(202);
        String code = here.code();
        assertThat(Together.atOnce(10, _ -> (turn.getAndIncrement() % 2 == 0 ? here : atOther)
                        .show(code)
                        .status()))
                .containsOnlyOnce(200);
    }

    @Test
    void theSignInPageOfOne_canBeSubmittedAtTheOther() {
        var browser = new Browser();
        Console here = new Console(http().base(), http(), browser);
        Console atOther = new Console(there.base(), there, browser);
        here.open();
        String back = Browser.target(atOther.giveThePassword("operator", Console.password()));
        assertThat(back).contains("/auth/authorize?");
        here.exchange(Console.code(atOther.open()), Console.VERIFIER).expect(200);
    }
}
