/** Who is calling, and what they may see. */
@NullMarked
package io.jiaxiao.starter.security;

import org.jspecify.annotations.NullMarked;
