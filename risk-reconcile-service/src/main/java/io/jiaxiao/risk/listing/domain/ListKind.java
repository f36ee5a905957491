package io.jiaxiao.risk.listing.domain;

/** What being on a list means; rules decide what follows. */
public enum ListKind {
    ALLOW,
    BLOCK
}
