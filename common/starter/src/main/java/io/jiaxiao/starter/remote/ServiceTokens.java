package io.jiaxiao.starter.remote;

/** Where a service gets the token with which it calls a neighbour's {@code /internal} paths. */
public interface ServiceTokens {

    /**
     * @param target the neighbour's name, which becomes the token's audience
     * @throws NeighbourUnavailableException when none can be had now
     */
    String forTarget(String target);
}
