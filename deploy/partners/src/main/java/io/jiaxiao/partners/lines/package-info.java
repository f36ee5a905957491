/** The product lines as neighbours: they report what a person did as an event on the broker, the way their servers do. */
@NullMarked
package io.jiaxiao.partners.lines;

import org.jspecify.annotations.NullMarked;
