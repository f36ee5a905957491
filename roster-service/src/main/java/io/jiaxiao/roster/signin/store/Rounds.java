package io.jiaxiao.roster.signin.store;

import java.util.function.IntUnaryOperator;

/** Removes rows in portions, so that no statement locks many of them for long. */
final class Rounds {

    private static final int MOST = 5000;

    private Rounds() {}

    /**
     * @param round removes at most so many rows, and says how many
     * @return how many rows went
     */
    static int run(IntUnaryOperator round) {
        int gone = 0;
        int last;
        do {
            last = round.applyAsInt(MOST);
            gone += last;
        } while (last >= MOST);
        return gone;
    }
}
