/** Real servers for tests: one set per build, a schema per user of it. */
@NullMarked
package io.jiaxiao.testkit.servers;

import org.jspecify.annotations.NullMarked;
