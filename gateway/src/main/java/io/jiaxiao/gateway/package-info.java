/** The one door: who may come in, how often, where to, and what is said when nobody is at home. */
@NullMarked
package io.jiaxiao.gateway;

import org.jspecify.annotations.NullMarked;
