package io.jiaxiao.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class InstancesTest {

    private final ToldRegistry registry = new ToldRegistry();
    private final Instances instances = new Instances(registry);

    @Test
    void allInstancesGetTheirShare() {
        registry.say("a", 1, 2, 3);

        Map<Integer, Long> picked = java.util.stream.IntStream.range(0, 3_000)
                .mapToObj(i -> instances.pick("a", null).address().port())
                .collect(Collectors.groupingBy(port -> port, Collectors.counting()));

        assertThat(picked.keySet()).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(picked.values()).allMatch(count -> count > 700);
    }

    @Test
    void oneThatRefused_isAskedOnlyWhenThereIsNoOther() {
        registry.say("a", 1, 2);
        Instance first = instances.pick("a", null);
        first.avoid();

        for (int i = 0; i < 100; i++) {
            assertThat(instances.pick("a", null)).isNotSameAs(first);
        }
        instances.pick("a", first).avoid();
        assertThat(ports(100)).containsExactly(1, 2);
    }

    @Test
    void theSecondTryGoesElsewhere_orNowhere() {
        registry.say("a", 1, 2);
        Instance first = instances.pick("a", null);
        for (int i = 0; i < 100; i++) {
            assertThat(instances.pick("a", first)).isNotSameAs(first);
        }

        registry.say("b", 9);
        assertThat(instances.pick("b", instances.pick("b", null))).isNull();
    }

    @Test
    void aRegistryThatIsAway_takesNobodyWithIt() {
        registry.say("a", 1, 2);
        assertThat(ports(50)).containsExactly(1, 2);

        registry.away(true);
        instances.refresh();
        assertThat(ports(50)).containsExactly(1, 2);

        registry.away(false);
        registry.say("a", 2, 3);
        instances.refresh();
        assertThat(ports(50)).containsExactly(2, 3);
    }

    @Test
    void aRegistryThatForgotEverybody_isNotBelievedAtOnce_butInTheEnd() {
        registry.say("a", 1);
        assertThat(ports(5)).containsExactly(1);

        registry.say("a");
        for (int i = 0; i < 29; i++) {
            instances.refresh();
        }
        assertThat(ports(5)).containsExactly(1);
        instances.refresh();
        assertThat(instances.pick("a", null)).isNull();

        registry.say("a", 4);
        instances.refresh();
        assertThat(ports(5)).containsExactly(4);
    }

    @Test
    void aRegistryThatIsAwayFromTheBeginning_isAskedOnceAndThenInTheBackground() {
        registry.away(true);
        for (int i = 0; i < 10; i++) {
            assertThat(instances.pick("a", null)).isNull();
        }
        assertThat(registry.asked()).isEqualTo(1);

        registry.away(false);
        registry.say("a", 7);
        instances.refresh();
        assertThat(ports(5)).containsExactly(7);
    }

    private Set<Integer> ports(int times) {
        Set<Integer> ports = new TreeSet<>();
        for (int i = 0; i < times; i++) {
            ports.add(instances.pick("a", null).address().port());
        }
        return ports;
    }
}
