/** Callbacks from a partner to the platform, with the re-push that partners do. */
@NullMarked
package io.jiaxiao.partners.push;

import org.jspecify.annotations.NullMarked;
