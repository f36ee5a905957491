/** Calls to neighbours: service tokens, refusals and breakers. */
@NullMarked
package io.jiaxiao.starter.remote;

import org.jspecify.annotations.NullMarked;
