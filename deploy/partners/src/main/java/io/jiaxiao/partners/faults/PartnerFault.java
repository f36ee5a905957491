package io.jiaxiao.partners.faults;

import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * A fault one partner knows how to commit. Each partner seals its own kinds under this; every kind is a record that
 * carries its name, as it is ordered and as the journal shows it, in a {@link JsonTypeName}.
 */
public interface PartnerFault {

    /** The name of this fault's kind, in capitals. */
    default String kind() {
        return FaultLanguage.nameOf(getClass());
    }
}
