/** Codes and tokens at rest: only hashes, never a value somebody could use. */
@NullMarked
package io.jiaxiao.roster.signin.store;

import org.jspecify.annotations.NullMarked;
