/** What a template is, how it is filled in and what it costs; part of the feature's public face. */
@NullMarked
@NamedInterface("domain")
package io.jiaxiao.message.template.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
