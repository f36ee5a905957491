/** What a SKU is, when a rise of its cost takes it off the shelf, and how names are made findable. */
@NullMarked
package io.jiaxiao.mall.catalogue.domain;

import org.jspecify.annotations.NullMarked;
