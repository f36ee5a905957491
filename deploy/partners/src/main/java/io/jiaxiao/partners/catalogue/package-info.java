/** What this application simulates. */
@NullMarked
package io.jiaxiao.partners.catalogue;

import org.jspecify.annotations.NullMarked;
