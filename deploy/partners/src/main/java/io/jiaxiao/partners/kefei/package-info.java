/**
 * 科飞, the supplier of phone recharges: JSON in GBK, signed over the exact text of its busiBody (partners.md 7). What no
 * public document says is INFERRED and said so where it stands.
 */
@NullMarked
package io.jiaxiao.partners.kefei;

import org.jspecify.annotations.NullMarked;
