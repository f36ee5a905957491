/** A judgement and the record of it; part of the feature's public face. */
@NullMarked
@NamedInterface("domain")
package io.jiaxiao.risk.decision.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
