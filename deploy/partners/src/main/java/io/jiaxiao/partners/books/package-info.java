/** Partners' own books of our orders, for whoever compares them with ours. */
@NullMarked
package io.jiaxiao.partners.books;

import org.jspecify.annotations.NullMarked;
