/** The wire as a test uses it: calls of a service, and a network that can be cut. */
@NullMarked
package io.jiaxiao.testkit.http;

import org.jspecify.annotations.NullMarked;
