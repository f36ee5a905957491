/** How answers leave a service. */
@NullMarked
package io.jiaxiao.starter.http;

import org.jspecify.annotations.NullMarked;
