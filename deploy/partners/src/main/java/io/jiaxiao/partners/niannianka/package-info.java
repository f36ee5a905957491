/**
 * 年年卡, the supplier of cards and virtual goods. It has no public document: the shape is that of the 福禄 open platform
 * (partners.md 6.2), and everything beyond that is INFERRED and said so where it stands.
 */
@NullMarked
package io.jiaxiao.partners.niannianka;

import org.jspecify.annotations.NullMarked;
