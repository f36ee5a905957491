/** Measurements of the running platform; each appends its numbers to {@code docs/benchmarks.md}. */
@NullMarked
package io.jiaxiao.control.bench;

import org.jspecify.annotations.NullMarked;
