package io.jiaxiao.gateway.upstream;

import java.io.IOException;

/** No connection came about: nothing was sent, so the request may go to another instance whatever it does. */
final class NotConnectedException extends IOException {

    private static final long serialVersionUID = 1L;

    NotConnectedException(InstanceAddress address, IOException cause) {
        super("no connection to " + address, cause);
    }
}
