package io.jiaxiao.mall.address.store;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.mall.address.Address;
import io.jiaxiao.starter.pii.PersonalDataCipher;
import io.jiaxiao.starter.pii.PiiPurpose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Addresses; every statement names their owner. */
@Repository
public class AddressStore {

    private static final String STREET = "address.street";
    private static final String COLUMNS = "id, receiver, mobile, division_code, street, preferred";

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;
    private final Clock clock;

    AddressStore(JdbcClient jdbc, PersonalDataCipher cipher, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.clock = clock;
    }

    public List<Address> of(long personId) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM address WHERE person_id = ? ORDER BY preferred DESC, id DESC")
                .param(personId)
                .query(this::address)
                .list();
    }

    public Optional<Address> find(long personId, long id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM address WHERE id = ? AND person_id = ?")
                .params(id, personId)
                .query(this::address)
                .optional();
    }

    public List<Integer> slots(long personId) {
        return jdbc.sql("SELECT slot FROM address WHERE person_id = ?")
                .param(personId)
                .query(Integer.class)
                .list();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the slot or the place of the preferred one was taken meanwhile */
    public void insert(long personId, Address address, int slot) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql(
                        "INSERT INTO address (id, person_id, slot, receiver, mobile, division_code, street, preferred, created_at,"
                                + " updated_at) VALUES (?,?,?,?,?,?,?,?,?,?)")
                .params(
                        address.id(),
                        personId,
                        slot,
                        cipher.seal(PiiPurpose.NAME, address.receiver().clear()),
                        cipher.seal(PiiPurpose.MOBILE, address.mobile().digits()),
                        address.divisionCode(),
                        cipher.seal(STREET, address.street()),
                        address.preferred(),
                        now,
                        now)
                .update();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when another became the preferred one meanwhile */
    public boolean update(long personId, Address address) {
        return jdbc.sql("UPDATE address SET receiver = ?, mobile = ?, division_code = ?, street = ?, preferred = ?,"
                                + " updated_at = ? WHERE id = ? AND person_id = ?")
                        .params(
                                cipher.seal(PiiPurpose.NAME, address.receiver().clear()),
                                cipher.seal(PiiPurpose.MOBILE, address.mobile().digits()),
                                address.divisionCode(),
                                cipher.seal(STREET, address.street()),
                                address.preferred(),
                                Timestamp.from(clock.instant()),
                                address.id(),
                                personId)
                        .update()
                == 1;
    }

    public void preferNone(long personId) {
        jdbc.sql("UPDATE address SET preferred = FALSE WHERE person_id = ? AND preferred")
                .param(personId)
                .update();
    }

    public boolean delete(long personId, long id) {
        return jdbc.sql("DELETE FROM address WHERE id = ? AND person_id = ?")
                        .params(id, personId)
                        .update()
                == 1;
    }

    private Address address(ResultSet row, int number) throws SQLException {
        return new Address(
                row.getLong(1),
                new PersonName(cipher.open(PiiPurpose.NAME, row.getString(2))),
                new Mobile(cipher.open(PiiPurpose.MOBILE, row.getString(3))),
                row.getString(4),
                cipher.open(STREET, row.getString(5)),
                row.getBoolean(6));
    }
}
