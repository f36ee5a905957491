package io.jiaxiao.gateway.route;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * A range of addresses, {@code 10.0.0.0/8} or a single one. Never resolves names.
 *
 * @param network the first address
 * @param prefix  leading bits that must agree
 */
public record Cidr(InetAddress network, int prefix) {

    public Cidr {
        if (prefix < 0 || prefix > network.getAddress().length * 8) {
            throw new IllegalArgumentException("an address range cannot have /" + prefix);
        }
    }

    /** @throws IllegalArgumentException when it is not an address or range */
    public static Cidr of(String text) {
        int slash = text.indexOf('/');
        InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int prefix = slash < 0 ? network.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1));
        return new Cidr(network, prefix);
    }

    public boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        int whole = prefix / 8;
        if (!Arrays.equals(mine, 0, whole, other, 0, whole)) {
            return false;
        }
        int rest = prefix % 8;
        int mask = 0xFF00 >> rest & 0xFF;
        return rest == 0 || (mine[whole] & mask) == (other[whole] & mask);
    }
}
