package io.jiaxiao.mall.address.web;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.mall.address.Address;
import io.jiaxiao.mall.address.AddressBook;
import io.jiaxiao.starter.security.Caller;
import io.jiaxiao.starter.security.DataScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own address book. */
@RestController
@RequestMapping("/api/v1/addresses")
class AddressController {

    private final AddressBook book;

    AddressController(AddressBook book) {
        this.book = book;
    }

    /** @param divisionCode six digits of a county, nine or twelve of a town */
    record AddressRequest(
            @NotBlank @Size(max = 100) String receiver,
            @NotBlank @Size(max = 32) String mobile,
            @NotNull @Pattern(regexp = "[1-9][0-9]{5}([0-9]{3}|[0-9]{6})?") String divisionCode,
            @NotBlank @Size(max = 200) String street,
            boolean preferred) {

        Address toAddress(long id) {
            return new Address(
                    id, PersonName.parse(receiver), Mobile.parse(mobile), divisionCode, street.strip(), preferred);
        }

        @Override
        public String toString() {
            return "AddressRequest[divisionCode=" + divisionCode + "]";
        }
    }

    /** One's own, so the address is in clear; the number is masked all the same. */
    record AddressResponse(
            String id, String receiver, String mobile, String divisionCode, String street, boolean preferred) {

        static AddressResponse of(Address address) {
            return new AddressResponse(
                    Long.toString(address.id()),
                    address.receiver().clear(),
                    address.mobile().masked(),
                    address.divisionCode(),
                    address.street(),
                    address.preferred());
        }
    }

    record AddressList(List<AddressResponse> items) {}

    @GetMapping
    AddressList list(Caller caller) {
        return new AddressList(
                book.of(person(caller)).stream().map(AddressResponse::of).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    AddressResponse add(@Valid @RequestBody AddressRequest request, Caller caller) {
        return AddressResponse.of(book.add(person(caller), request.toAddress(0)));
    }

    @PutMapping("/{id}")
    AddressResponse change(@PathVariable long id, @Valid @RequestBody AddressRequest request, Caller caller) {
        Address address = request.toAddress(id);
        book.change(person(caller), address);
        return AddressResponse.of(address);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long id, Caller caller) {
        book.remove(person(caller), id);
    }

    private static long person(Caller caller) {
        DataScope.require(caller.kind() == Caller.Kind.USER && caller.id().matches("[1-9][0-9]{0,18}"));
        return caller.personId();
    }
}
