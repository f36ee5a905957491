package io.jiaxiao.partners.carrier;

/** All of the carrier that is open once its key is there. */
record CarrierOffice(Subscribers subscribers, Telling telling, CarrierDesk desk, DailyFile file) {}
