package io.jiaxiao.mall.address;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.address.store.AddressStore;
import io.jiaxiao.mall.catalogue.Divisions;
import io.jiaxiao.starter.ids.Ids;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** A person's addresses: at most {@value #MOST}, each seen and changed by its owner only. */
@Service
public class AddressBook {

    public static final int MOST = 20;

    private static final int TRIES = 3;
    private static final Refusal UNKNOWN = Refusal.notFound("ADDRESS_UNKNOWN", "收货地址不存在");
    private static final Refusal PLACE = Refusal.invalid("DIVISION_NOT_DELIVERABLE", "请选择到区县或乡镇的收货地区");
    private static final Refusal FULL = Refusal.conflict("ADDRESS_BOOK_FULL", "收货地址最多保存20个，请先删除不用的地址");
    private static final Refusal BUSY = Refusal.conflict("ADDRESS_BOOK_CHANGED", "收货地址已变化，请刷新后重试");

    private final AddressStore store;
    private final Divisions divisions;
    private final TransactionTemplate transaction;
    private final Ids ids;

    AddressBook(AddressStore store, Divisions divisions, TransactionTemplate transaction, Ids ids) {
        this.store = store;
        this.divisions = divisions;
        this.transaction = transaction;
        this.ids = ids;
    }

    /** The preferred one first, then the newest. */
    public List<Address> of(long personId) {
        return store.of(personId);
    }

    /** Empty when there is none, or it is somebody else's. */
    public Optional<Address> find(long personId, long id) {
        return store.find(personId, id);
    }

    /**
     * @param address its id is ignored
     * @throws io.jiaxiao.kernel.RefusedException 400 for a place nothing is delivered to; 409 when the book is full
     */
    public Address add(long personId, Address address) {
        requireDeliverable(address);
        var added = new Address(
                ids.next(),
                address.receiver(),
                address.mobile(),
                address.divisionCode(),
                address.street(),
                address.preferred());
        changed(() -> store.insert(personId, added, freeSlot(personId)), personId, added);
        return added;
    }

    /** @throws io.jiaxiao.kernel.RefusedException 400 for a place nothing is delivered to; 404, the same for another's */
    public void change(long personId, Address address) {
        requireDeliverable(address);
        changed(
                () -> {
                    if (!store.update(personId, address)) {
                        throw UNKNOWN.asException();
                    }
                },
                personId,
                address);
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404, the same for another's */
    public void remove(long personId, long id) {
        if (!store.delete(personId, id)) {
            throw UNKNOWN.asException();
        }
    }

    private void requireDeliverable(Address address) {
        if (!divisions.deliverable(address.divisionCode())) {
            throw PLACE.asException();
        }
    }

    /** Two changes at once may meet at a slot or at the place of the preferred one: the later looks again. */
    private void changed(Runnable change, long personId, Address address) {
        for (int attempt = 1; ; attempt++) {
            try {
                transaction.executeWithoutResult(status -> {
                    if (address.preferred()) {
                        store.preferNone(personId);
                    }
                    change.run();
                });
                return;
            } catch (DuplicateKeyException e) {
                if (attempt == TRIES) {
                    throw BUSY.asException();
                }
            }
        }
    }

    private int freeSlot(long personId) {
        List<Integer> taken = store.slots(personId);
        for (int slot = 1; slot <= MOST; slot++) {
            if (!taken.contains(slot)) {
                return slot;
            }
        }
        throw FULL.asException();
    }
}
