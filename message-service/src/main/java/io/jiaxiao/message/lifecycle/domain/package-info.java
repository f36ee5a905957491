/** The states of a message and their legal moves; part of the feature's public face. */
@NullMarked
@NamedInterface("domain")
package io.jiaxiao.message.lifecycle.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
