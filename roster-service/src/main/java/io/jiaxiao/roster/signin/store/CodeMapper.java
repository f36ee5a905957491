package io.jiaxiao.roster.signin.store;

import io.jiaxiao.roster.signin.domain.SignInCode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface CodeMapper {

    String IN_NUMBERS = "<foreach collection='numbers' item='n' open='(' separator=',' close=')'>#{n}</foreach>";

    @Insert("INSERT INTO code_gate (subject, touched_at) VALUES (#{subject}, #{now})"
            + " ON DUPLICATE KEY UPDATE touched_at = #{now}")
    void hold(@Param("subject") String subject, @Param("now") Instant now);

    @Select("<script>SELECT created_at FROM sign_in_code WHERE counted AND mobile_index IN " + IN_NUMBERS
            + " AND created_at > #{since} ORDER BY created_at DESC LIMIT #{most}</script>")
    List<Instant> ofNumber(
            @Param("numbers") Collection<String> numbers, @Param("since") Instant since, @Param("most") int most);

    @Select("SELECT created_at FROM sign_in_code WHERE counted AND device_hash = #{device}"
            + " AND created_at > #{since} ORDER BY created_at DESC LIMIT #{most}")
    List<Instant> ofDevice(@Param("device") String device, @Param("since") Instant since, @Param("most") int most);

    @Select("SELECT created_at FROM sign_in_code WHERE counted AND address = #{address}"
            + " AND created_at > #{since} ORDER BY created_at DESC LIMIT #{most}")
    List<Instant> ofAddress(@Param("address") String address, @Param("since") Instant since, @Param("most") int most);

    @Update("<script>UPDATE sign_in_code SET state = 'REPLACED', ended_at = #{now} WHERE open_number IN " + IN_NUMBERS
            + "</script>")
    void replaceOpen(@Param("numbers") Collection<String> numbers, @Param("now") Instant now);

    @Insert(
            "INSERT INTO sign_in_code (id, mobile_index, device_hash, address, code_hash, state, created_at, expires_at)"
                    + " VALUES (#{c.id}, #{c.number}, #{c.device}, #{c.address}, #{c.hash}, 'PENDING', #{c.createdAt},"
                    + " #{c.expiresAt})")
    void insert(@Param("c") NewCode code);

    @Update("UPDATE sign_in_code SET state = 'SENT' WHERE id = #{id} AND state = 'PENDING'")
    int sent(@Param("id") long id);

    // a code somebody guessed at counts: otherwise guesses would be free while nothing can be sent
    @Update("UPDATE sign_in_code SET counted = tries > 0, state = 'UNSENT', ended_at = #{now}"
            + " WHERE id = #{id} AND state = 'PENDING'")
    int giveBack(@Param("id") long id, @Param("now") Instant now);

    @Select("<script>SELECT id, code_hash AS hash, tries, expires_at FROM sign_in_code WHERE open_number IN "
            + IN_NUMBERS + " ORDER BY id DESC LIMIT 1 FOR UPDATE</script>")
    @Nullable
    SignInCode lockOpen(@Param("numbers") Collection<String> numbers);

    @Update("UPDATE sign_in_code SET tries = tries + 1 WHERE id = #{id} AND state IN ('PENDING', 'SENT')")
    int wrong(@Param("id") long id);

    @Update("UPDATE sign_in_code SET state = #{state}, ended_at = #{now} WHERE id = #{id}"
            + " AND state IN ('PENDING', 'SENT')")
    int end(@Param("id") long id, @Param("state") String state, @Param("now") Instant now);

    @Delete("DELETE FROM sign_in_code WHERE created_at < #{before} LIMIT #{most}")
    int forgetCodes(@Param("before") Instant before, @Param("most") int most);

    @Delete("DELETE FROM code_gate WHERE touched_at < #{before} LIMIT #{most}")
    int forgetGates(@Param("before") Instant before, @Param("most") int most);

    /** A code to be stored. */
    record NewCode(
            long id, String number, String device, String address, String hash, Instant createdAt, Instant expiresAt) {}
}
