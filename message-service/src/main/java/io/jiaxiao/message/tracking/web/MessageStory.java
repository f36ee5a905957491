package io.jiaxiao.message.tracking.web;

import java.util.List;

/**
 * One message with all that happened to it.
 *
 * @param caller  service that asked for it
 * @param wording its template with the variables unfilled: what was filled in is shown to nobody
 */
record MessageStory(MessageLine message, String caller, String wording, List<Timeline> timeline) {}
