/** What the suppliers of cards and recharges have in common: how they fail, and how long they take. */
@NullMarked
package io.jiaxiao.partners.recharge;

import org.jspecify.annotations.NullMarked;
