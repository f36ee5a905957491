package io.jiaxiao.starter.pii;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;

/** Seals on the way into a row and opens on the way out. A column sealed like this is never compared in SQL. */
class SealedHandler<T> extends BaseTypeHandler<T> {

    private final PersonalDataCipher cipher;
    private final String purpose;
    private final Function<T, String> clear;
    private final Function<String, T> value;

    SealedHandler(PersonalDataCipher cipher, String purpose, Function<T, String> clear, Function<String, T> value) {
        this.cipher = cipher;
        this.purpose = purpose;
        this.clear = clear;
        this.value = value;
    }

    @Override
    public final void setNonNullParameter(PreparedStatement statement, int i, T parameter, @Nullable JdbcType type)
            throws SQLException {
        statement.setString(i, cipher.seal(purpose, clear.apply(parameter)));
    }

    @Override
    public final @Nullable T getNullableResult(ResultSet rows, String column) throws SQLException {
        return opened(rows.getString(column));
    }

    @Override
    public final @Nullable T getNullableResult(ResultSet rows, int column) throws SQLException {
        return opened(rows.getString(column));
    }

    @Override
    public final @Nullable T getNullableResult(CallableStatement call, int column) throws SQLException {
        return opened(call.getString(column));
    }

    private @Nullable T opened(@Nullable String sealed) {
        return sealed == null ? null : value.apply(cipher.open(purpose, sealed));
    }
}
