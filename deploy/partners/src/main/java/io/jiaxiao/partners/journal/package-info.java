/** What the partners received from the platform and what they pushed back. */
@NullMarked
package io.jiaxiao.partners.journal;

import org.jspecify.annotations.NullMarked;
