/** The database of a bench. */
@NullMarked
package io.jiaxiao.starter.persistence;

import org.jspecify.annotations.NullMarked;
