package io.jiaxiao.roster.signin.domain;

import java.util.Locale;
import java.util.regex.Pattern;

/** The part of an address that stands for one customer: the whole of IPv4, the network (/64) of IPv6. */
public final class ClientAddress {

    public static final String UNKNOWN = "unknown";

    private static final Pattern PLAUSIBLE = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final int NETWORK_GROUPS = 4;

    private ClientAddress() {}

    public static String network(String address) {
        if (!PLAUSIBLE.matcher(address).matches()) {
            return UNKNOWN;
        }
        if (address.indexOf(':') < 0 || address.indexOf('.') > 0) {
            return address;
        }
        String[] groups = address.split("::", 2)[0].split(":");
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < NETWORK_GROUPS; i++) {
            network.append(i < groups.length && !groups[i].isEmpty() ? groups[i].toLowerCase(Locale.ROOT) : "0")
                    .append(':');
        }
        return network.append(":/64").toString();
    }
}
