/** Files of schools, classes and people, taken over in the background. */
@NullMarked
package io.jiaxiao.roster.dataimport;

import org.jspecify.annotations.NullMarked;
