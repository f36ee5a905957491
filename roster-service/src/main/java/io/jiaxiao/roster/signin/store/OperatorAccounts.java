package io.jiaxiao.roster.signin.store;

import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Operators' names and passwords, the latter as bcrypt. */
@Repository
public class OperatorAccounts {

    private final OperatorAccountMapper mapper;

    OperatorAccounts(OperatorAccountMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * @param failedTries wrong passwords in a row
     * @param lockedUntil null when it is not locked
     */
    public record Account(
            long personId, String username, String passwordHash, int failedTries, @Nullable Instant lockedUntil) {

        /** Without the hash. */
        @Override
        public String toString() {
            return "Account[" + username + "]";
        }
    }

    public Optional<Account> find(String username) {
        return Optional.ofNullable(mapper.find(username));
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the name is taken */
    public void open(long personId, String username, String passwordHash, Instant now) {
        mapper.insert(personId, username, passwordHash, now);
    }

    public void changePassword(long personId, String passwordHash, Instant now) {
        mapper.changePassword(personId, passwordHash, now);
    }

    /** Counts a wrong password; at {@code most} in a row the account is locked, and counting starts again. */
    public void failed(long personId, int most, Instant lockedUntil) {
        mapper.failed(personId, most, lockedUntil);
    }

    public void succeeded(long personId) {
        mapper.succeeded(personId);
    }

    @Mapper
    interface OperatorAccountMapper {

        @Select("SELECT person_id, username, password_hash, failed_tries, locked_until FROM operator_account"
                + " WHERE username = #{username}")
        @Nullable
        Account find(@Param("username") String username);

        @Insert("INSERT INTO operator_account (person_id, username, password_hash, changed_at)"
                + " VALUES (#{person}, #{username}, #{hash}, #{now})")
        void insert(
                @Param("person") long personId,
                @Param("username") String username,
                @Param("hash") String hash,
                @Param("now") Instant now);

        @Update("UPDATE operator_account SET password_hash = #{hash}, failed_tries = 0, locked_until = NULL,"
                + " changed_at = #{now} WHERE person_id = #{person}")
        void changePassword(@Param("person") long personId, @Param("hash") String hash, @Param("now") Instant now);

        // MySQL assigns from left to right: the lock is decided before the counter moves on
        @Update("UPDATE operator_account SET locked_until = CASE WHEN failed_tries + 1 >= #{most} THEN #{until}"
                + " ELSE locked_until END, failed_tries = (failed_tries + 1) % #{most} WHERE person_id = #{person}")
        void failed(@Param("person") long personId, @Param("most") int most, @Param("until") Instant until);

        @Update("UPDATE operator_account SET failed_tries = 0, locked_until = NULL WHERE person_id = #{person}")
        void succeeded(@Param("person") long personId);
    }
}
