/** What the carriers' codes mean; part of the feature's public face. */
@NullMarked
@NamedInterface("domain")
package io.jiaxiao.message.channel.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
