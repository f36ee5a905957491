/** The decision call, and decisions for operators. */
@NullMarked
package io.jiaxiao.risk.decision.web;

import org.jspecify.annotations.NullMarked;
