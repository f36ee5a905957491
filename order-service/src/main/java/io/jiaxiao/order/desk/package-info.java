/**
 * The operators' desk: purchases and subscriptions as they are looked for, each with everything that happened to it. It reads
 * across features, as a search is a join by nature, and changes nothing (ADR 25).
 */
@NullMarked
package io.jiaxiao.order.desk;

import org.jspecify.annotations.NullMarked;
