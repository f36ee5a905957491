package io.jiaxiao.message.tracking.web;

import java.util.List;

/**
 * A page of messages, newest first.
 *
 * @param page  from 0
 * @param total messages that match, on all pages
 */
record MessagePage(List<MessageLine> items, int page, int size, long total) {}
