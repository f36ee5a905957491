/** Every service's OpenAPI, shown in one place. */
@NullMarked
package io.jiaxiao.gateway.docs;

import org.jspecify.annotations.NullMarked;
