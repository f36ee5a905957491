/** What other services ask of message-service, and what it tells them. */
@NullMarked
package io.jiaxiao.contracts.message;

import org.jspecify.annotations.NullMarked;
