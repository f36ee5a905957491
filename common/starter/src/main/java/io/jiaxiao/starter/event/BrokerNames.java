package io.jiaxiao.starter.event;

/**
 * Names at the broker. A prefix lets several platforms (or test runs) share one broker without hearing each other.
 *
 * @param prefix empty for the platform that has a broker to itself
 */
public record BrokerNames(String prefix) {

    public String topic(String topic) {
        return prefix + topic;
    }

    public String group(String group) {
        return prefix + group;
    }
}
