/**
 * The carrier's value-added subscriptions: ordering with the carrier's SMS code, whose shape is INFERRED (partners.md 8.2), and
 * DSMP, by which the carrier tells what its own counters and 10086 did (8.1).
 */
@NullMarked
package io.jiaxiao.partners.carrier;

import org.jspecify.annotations.NullMarked;
