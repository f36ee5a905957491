/** Random commands from a seed against a model, crashes at any step, and time that is moved instead of slept. */
@NullMarked
package io.jiaxiao.testkit.simulation;

import org.jspecify.annotations.NullMarked;
