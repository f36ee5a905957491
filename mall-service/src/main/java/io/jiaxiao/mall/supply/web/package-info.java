/** Where partners call: verified here, then handed to the port. */
@NullMarked
package io.jiaxiao.mall.supply.web;

import org.jspecify.annotations.NullMarked;
