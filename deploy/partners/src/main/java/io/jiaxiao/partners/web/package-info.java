/** The edge of the simulator: bad control input, and connections that end without an answer. */
@NullMarked
package io.jiaxiao.partners.web;

import org.jspecify.annotations.NullMarked;
