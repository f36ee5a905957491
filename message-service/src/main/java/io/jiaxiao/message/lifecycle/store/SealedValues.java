package io.jiaxiao.message.lifecycle.store;

import io.jiaxiao.message.lifecycle.domain.Values;
import io.jiaxiao.starter.pii.PersonalDataCipher;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Values as a sealed column: JSON under the purpose {@value #PURPOSE}. */
final class SealedValues extends BaseTypeHandler<Values> {

    static final String PURPOSE = "message.params";

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final PersonalDataCipher cipher;
    private final JsonMapper json;

    SealedValues(PersonalDataCipher cipher, JsonMapper json) {
        this.cipher = cipher;
        this.json = json;
    }

    @Override
    public void setNonNullParameter(PreparedStatement statement, int i, Values values, @Nullable JdbcType type)
            throws SQLException {
        statement.setString(i, cipher.seal(PURPOSE, json.writeValueAsString(values.byName())));
    }

    @Override
    public @Nullable Values getNullableResult(ResultSet rows, String column) throws SQLException {
        return opened(rows.getString(column));
    }

    @Override
    public @Nullable Values getNullableResult(ResultSet rows, int column) throws SQLException {
        return opened(rows.getString(column));
    }

    @Override
    public @Nullable Values getNullableResult(CallableStatement call, int column) throws SQLException {
        return opened(call.getString(column));
    }

    private @Nullable Values opened(@Nullable String sealed) {
        return sealed == null ? null : new Values(json.readValue(cipher.open(PURPOSE, sealed), TEXTS));
    }
}
