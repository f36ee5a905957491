package io.jiaxiao.order.migration.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationStateTest {

    @Test
    void nothingRunsThatIsNotChecked_andNothingIsUndoneThatMayStillRun() {
        assertThat(into(MigrationState.RUNNING)).containsExactly(MigrationState.CHECKED);
        assertThat(into(MigrationState.UNDOING)).containsExactly(MigrationState.DONE, MigrationState.CANCELLED);
        assertThat(into(MigrationState.LOADED)).isEmpty();
    }

    @Test
    void whatIsAtWorkEndsOneWay_orIsCancelled_butAnUndoingGoesThrough() {
        assertThat(Arrays.stream(MigrationState.values()).filter(MigrationState::isAtWork))
                .containsExactly(MigrationState.CHECKING, MigrationState.RUNNING, MigrationState.UNDOING);
        assertThat(from(MigrationState.CHECKING)).containsExactly(MigrationState.CHECKED, MigrationState.CANCELLED);
        assertThat(from(MigrationState.RUNNING)).containsExactly(MigrationState.DONE, MigrationState.CANCELLED);
        assertThat(from(MigrationState.UNDOING)).containsExactly(MigrationState.UNDONE);
    }

    private static List<MigrationState> into(MigrationState next) {
        return Arrays.stream(MigrationState.values())
                .filter(state -> state.canBecome(next))
                .toList();
    }

    private static List<MigrationState> from(MigrationState state) {
        return Arrays.stream(MigrationState.values()).filter(state::canBecome).toList();
    }
}
