/** Flash sale tables, and what Redis holds of a sale. */
@NullMarked
package io.jiaxiao.mall.campaign.store;

import org.jspecify.annotations.NullMarked;
