/** Calls of outside partners: what came back and what may have happened, and who may call now. */
@NullMarked
package io.jiaxiao.starter.partner;

import org.jspecify.annotations.NullMarked;
