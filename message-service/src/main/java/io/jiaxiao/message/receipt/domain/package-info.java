/** Reports and replies; part of the feature's public face. */
@NullMarked
@NamedInterface("domain")
package io.jiaxiao.message.receipt.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
