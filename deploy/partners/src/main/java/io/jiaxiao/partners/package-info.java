/** Simulators of every outside partner of the platform, in one small application. */
@NullMarked
package io.jiaxiao.partners;

import org.jspecify.annotations.NullMarked;
