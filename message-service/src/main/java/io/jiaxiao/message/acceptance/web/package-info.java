/** What other services call. */
@NullMarked
package io.jiaxiao.message.acceptance.web;

import org.jspecify.annotations.NullMarked;
