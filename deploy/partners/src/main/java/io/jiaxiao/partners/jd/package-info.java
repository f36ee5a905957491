/** 京东 VOP, the enterprise purchase of JD: enforces its protocol and lives through the life of each order. */
@NullMarked
package io.jiaxiao.partners.jd;

import org.jspecify.annotations.NullMarked;
