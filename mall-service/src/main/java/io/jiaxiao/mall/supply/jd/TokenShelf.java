package io.jiaxiao.mall.supply.jd;

import java.util.Optional;
import java.util.function.Supplier;

/** Where all instances keep the one token: JD is believed to end the old one at a new login (INFERRED, partners.md 5.1). */
interface TokenShelf {

    /** Empty when there is none, or the shelf cannot be reached. */
    Optional<JdToken> find();

    /** Does nothing when the shelf cannot be reached. */
    void put(JdToken token);

    /**
     * Runs the work while no other instance runs its own. Without the shelf it runs all the same.
     *
     * @return empty when another instance was at it for too long, and then the work did not run
     */
    <T> Optional<T> alone(Supplier<T> work);
}
