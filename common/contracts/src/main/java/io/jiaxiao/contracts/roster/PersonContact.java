package io.jiaxiao.contracts.roster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param personId  roster-service's own number
 * @param mobile    11 digits in clear; null when the person has no active number
 * @param schoolIds schools of the person's children (a guardian) or own classes (a teacher), each once, lowest first
 */
public record PersonContact(String personId, @Nullable String mobile, List<String> schoolIds) {

    /** The record holds a number, so it never prints itself. */
    @Override
    public String toString() {
        return "PersonContact[personId=" + personId + "]";
    }
}
