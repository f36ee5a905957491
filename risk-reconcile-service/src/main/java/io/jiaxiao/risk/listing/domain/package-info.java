/** A list entry and what matches it; part of the feature's public face. */
@NullMarked
@NamedInterface("domain")
package io.jiaxiao.risk.listing.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
