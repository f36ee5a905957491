/** What parents and teachers see of themselves, their children and classes. */
@NullMarked
package io.jiaxiao.roster.profile;

import org.jspecify.annotations.NullMarked;
