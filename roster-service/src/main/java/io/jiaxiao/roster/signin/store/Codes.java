package io.jiaxiao.roster.signin.store;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.roster.signin.domain.CodeState;
import io.jiaxiao.roster.signin.domain.SignInCode;
import io.jiaxiao.starter.pii.BlindIndex;
import io.jiaxiao.starter.pii.PiiPurpose;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Repository;

/** Sign-in codes at rest, and the gates that keep two instances from counting at once. */
@Repository
public class Codes {

    private static final String PURPOSE = "sign-in-code";

    private final CodeMapper mapper;
    private final BlindIndex index;

    Codes(CodeMapper mapper, BlindIndex index) {
        this.mapper = mapper;
        this.index = index;
    }

    /** Who asks for a code. The address is a network as limits see it. */
    public record Asker(Mobile mobile, String deviceHash, String address) {}

    /** Until the transaction ends nobody else counts codes of this number, device or address. */
    public void holdGates(Asker asker, Instant now) {
        // in one order for all, so that two askers never wait for each other
        Stream.of("n:" + number(asker.mobile()), "d:" + asker.deviceHash(), "a:" + asker.address())
                .sorted()
                .forEach(subject -> mapper.hold(subject, now));
    }

    /** When this number's counted codes were asked for, newest first. */
    public List<Instant> ofNumber(Mobile mobile, Instant since, int most) {
        return mapper.ofNumber(numbers(mobile), since, most);
    }

    public List<Instant> ofDevice(String deviceHash, Instant since, int most) {
        return mapper.ofDevice(deviceHash, since, most);
    }

    public List<Instant> ofAddress(String address, Instant since, int most) {
        return mapper.ofAddress(address, since, most);
    }

    /** Stores a new code in place of the number's open one. */
    public void open(long id, Asker asker, String digits, Instant now, Instant expiresAt) {
        mapper.replaceOpen(numbers(asker.mobile()), now);
        mapper.insert(new CodeMapper.NewCode(
                id, number(asker.mobile()), asker.deviceHash(), asker.address(), hash(id, digits), now, expiresAt));
    }

    public void sent(long id) {
        mapper.sent(id);
    }

    /** Ends a code that certainly was not sent. It does not count against any limit, unless somebody guessed at it. */
    public void giveBack(long id, Instant now) {
        mapper.giveBack(id, now);
    }

    /** The number's open code, locked until the transaction ends. */
    public Optional<SignInCode> lockOpen(Mobile mobile) {
        return Optional.ofNullable(mapper.lockOpen(numbers(mobile)));
    }

    public boolean matches(SignInCode code, String digits) {
        byte[] stored = code.hash().getBytes(StandardCharsets.US_ASCII);
        return index.allOf(PURPOSE, code.id() + ":" + digits).stream()
                .anyMatch(hash -> MessageDigest.isEqual(stored, hash.getBytes(StandardCharsets.US_ASCII)));
    }

    public void wrong(SignInCode code) {
        mapper.wrong(code.id());
    }

    /** @return false when the code is no longer open */
    public boolean end(SignInCode code, CodeState state, Instant now) {
        return mapper.end(code.id(), state.name(), now) == 1;
    }

    /** @return how many rows went */
    public int forget(Instant before) {
        return Rounds.run(most -> mapper.forgetCodes(before, most));
    }

    /** @return how many rows went */
    public int forgetGates(Instant before) {
        return Rounds.run(most -> mapper.forgetGates(before, most));
    }

    private String hash(long id, String digits) {
        return index.of(PURPOSE, id + ":" + digits);
    }

    private String number(Mobile mobile) {
        return index.of(PiiPurpose.MOBILE, mobile.digits());
    }

    private List<String> numbers(Mobile mobile) {
        return index.allOf(PiiPurpose.MOBILE, mobile.digits());
    }
}
