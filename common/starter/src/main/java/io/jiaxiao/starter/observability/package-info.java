/** What a service lets be seen of itself: metrics, traces and one stream of log lines, none with personal data. */
@NullMarked
package io.jiaxiao.starter.observability;

import org.jspecify.annotations.NullMarked;
