package io.jiaxiao.order.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jiaxiao.contracts.roster.ChildPlacement;
import io.jiaxiao.contracts.roster.ChildrenFound;
import io.jiaxiao.contracts.roster.ChildrenWanted;
import io.jiaxiao.contracts.roster.ClassApi;
import io.jiaxiao.contracts.roster.ClassChildren;
import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.kernel.RefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private static final long MOTHER = 1;
    private static final long STRANGER = 2;

    private final Roster roster = new Roster();
    private final Places places = new Places(roster);

    @Test
    void aGuardianWhoLooksAgainAndAgain_isAskedAboutOnce() {
        for (int i = 0; i < 5; i++) {
            places.mayLookAt(MOTHER, "C1");
        }
        assertThat(roster.asked).isEqualTo(1);
    }

    @Test
    void whoBuys_isAskedAboutEachTime_andMayLookAfterwards() {
        places.ownChild(MOTHER, "C1");
        places.ownChild(MOTHER, "C1");
        places.mayLookAt(MOTHER, "C1");
        assertThat(roster.asked).isEqualTo(2);
    }

    @Test
    void aStrangersRefusal_isNotRemembered_norIsAGuardianOfAnotherChildLetThrough() {
        places.mayLookAt(MOTHER, "C1");
        assertThatThrownBy(() -> places.mayLookAt(STRANGER, "C1")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> places.mayLookAt(MOTHER, "C2")).isInstanceOf(RefusedException.class);
        roster.guardians = List.of(Long.toString(STRANGER));
        places.mayLookAt(STRANGER, "C1");
    }

    private static final class Roster implements ClassApi {

        private List<String> guardians = List.of(Long.toString(MOTHER));
        private int asked;

        @Override
        public ChildPlacement child(String childId) {
            asked++;
            return new ChildPlacement(childId, childId.equals("C1") ? guardians : List.of(), null);
        }

        @Override
        public ClassPlacement schoolClass(String classId) {
            throw new AssertionError("only children are asked about here");
        }

        @Override
        public ChildrenFound lookUp(ChildrenWanted wanted) {
            throw new AssertionError("only children are asked about here");
        }

        @Override
        public ClassChildren children(String classId, String after, int limit) {
            throw new AssertionError("only children are asked about here");
        }
    }
}
