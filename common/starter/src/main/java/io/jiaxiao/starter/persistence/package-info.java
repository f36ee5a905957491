/** The service's own schema: data source, migrations, MyBatis-Plus. */
@NullMarked
package io.jiaxiao.starter.persistence;

import org.jspecify.annotations.NullMarked;
