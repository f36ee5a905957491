/** Every draw and every made-up id comes from one seed, so a run can be repeated. */
@NullMarked
package io.jiaxiao.partners.chance;

import org.jspecify.annotations.NullMarked;
