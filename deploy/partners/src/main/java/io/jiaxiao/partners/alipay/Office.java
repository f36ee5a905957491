package io.jiaxiao.partners.alipay;

/** All of Alipay that is open once the keys are there. */
record Office(Book book, Notifies notifies, Bills bills, Gateway gateway) {}
