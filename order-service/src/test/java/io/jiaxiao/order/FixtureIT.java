package io.jiaxiao.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.roster.ChildrenWanted;
import io.jiaxiao.contracts.roster.ClassApi;
import io.jiaxiao.order.fixture.OrderFixture;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What every other test relies on. */
class FixtureIT extends OrderFixture {

    @Autowired
    private ClassApi classes;

    @Autowired
    private Clock serviceClock;

    @Test
    void theServiceIsUp_sitsBesideItsNeighbours_andLivesByTheTestsClock() {
        assertThat(http.get("/actuator/health/liveness", "").status()).isEqualTo(200);
        var place = aClass();
        var child = aChildOf(aPerson(), place);
        assertThat(classes.schoolClass(place.classId())).isEqualTo(place);
        assertThat(classes.child(child.childId())).isEqualTo(child);
        assertThat(classes.children(place.classId(), "", 10).children()).containsExactly(child);
        assertThat(classes.lookUp(new ChildrenWanted(List.of("0", child.childId())))
                        .children())
                .containsExactly(child);
        var before = serviceClock.instant();
        clock.advanceDays(40);
        assertThat(Duration.between(before, serviceClock.instant())).isEqualTo(Duration.ofDays(40));
    }
}
