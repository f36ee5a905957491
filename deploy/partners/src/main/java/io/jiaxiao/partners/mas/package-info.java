/** 云MAS over HTTP: enforces the protocol of China Mobile's cloud MAS and pushes reports and uplink texts. */
@NullMarked
package io.jiaxiao.partners.mas;

import org.jspecify.annotations.NullMarked;
