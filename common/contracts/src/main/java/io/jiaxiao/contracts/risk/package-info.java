/** What other services ask of risk-reconcile-service. */
@NullMarked
package io.jiaxiao.contracts.risk;

import org.jspecify.annotations.NullMarked;
