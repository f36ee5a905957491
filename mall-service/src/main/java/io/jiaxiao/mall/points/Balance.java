package io.jiaxiao.mall.points;

import io.jiaxiao.kernel.Points;

/**
 * @param available      may be spent now
 * @param held           taken for orders that are under way
 * @param expiringSoon   of the available ones, those whose lot ends within 30 days
 * @param frozen         nothing may be spent while it is
 */
public record Balance(Points available, Points held, Points expiringSoon, boolean frozen) {

    public static final Balance NONE = new Balance(Points.ZERO, Points.ZERO, Points.ZERO, false);
}
