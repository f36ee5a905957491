package io.jiaxiao.gateway.upstream;

import java.net.URI;

/**
 * Where an instance listens.
 *
 * @param host name or address
 * @param port of plain HTTP; inside the platform's own network
 */
public record InstanceAddress(String host, int port) {

    /** @param uri as the registry gives it, or {@code lb}'s answer */
    static InstanceAddress of(URI uri) {
        return new InstanceAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
