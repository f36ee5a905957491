package io.jiaxiao.roster.people.store;

import io.jiaxiao.roster.people.StudentNumber;
import io.jiaxiao.starter.pii.PersonalDataCipher;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;

/** Student numbers are sealed for a purpose of their own. */
final class StudentNumberHandler extends BaseTypeHandler<StudentNumber> {

    static final String PURPOSE = "student.number";

    private final PersonalDataCipher cipher;

    StudentNumberHandler(PersonalDataCipher cipher) {
        this.cipher = cipher;
    }

    @Override
    public void setNonNullParameter(PreparedStatement statement, int i, StudentNumber value, @Nullable JdbcType type)
            throws SQLException {
        statement.setString(i, cipher.seal(PURPOSE, value.clear()));
    }

    @Override
    public @Nullable StudentNumber getNullableResult(ResultSet rows, String column) throws SQLException {
        return opened(rows.getString(column));
    }

    @Override
    public @Nullable StudentNumber getNullableResult(ResultSet rows, int column) throws SQLException {
        return opened(rows.getString(column));
    }

    @Override
    public @Nullable StudentNumber getNullableResult(CallableStatement call, int column) throws SQLException {
        return opened(call.getString(column));
    }

    private @Nullable StudentNumber opened(@Nullable String sealed) {
        return sealed == null ? null : new StudentNumber(cipher.open(PURPOSE, sealed));
    }
}
