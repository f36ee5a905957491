/** Decision and hit tables; what is searched for is part of the feature's public face. */
@NullMarked
package io.jiaxiao.risk.decision.store;

import org.jspecify.annotations.NullMarked;
