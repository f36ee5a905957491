/** What a rule is and may say; part of the feature's public face. */
@NullMarked
@NamedInterface("domain")
package io.jiaxiao.risk.rulebook.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
