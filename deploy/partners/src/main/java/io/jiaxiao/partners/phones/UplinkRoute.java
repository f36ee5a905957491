package io.jiaxiao.partners.phones;

/** A partner that takes texts which phones send to its service codes. */
public interface UplinkRoute {

    /** Short name of the partner. */
    String partner();

    /** The number a phone sends to when it names none. */
    String serviceCode();

    /** Whether texts to this number go to this partner. */
    boolean serves(String to);

    /** Takes the text; answers whether there is anybody to pass it on to. */
    boolean take(String mobile, String to, String text);
}
