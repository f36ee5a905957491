/** Campaigns: goods for a time, at a price of their own, for whoever is quick. Redis admits; the database stays the truth. */
@NullMarked
package io.jiaxiao.mall.campaign;

import org.jspecify.annotations.NullMarked;
