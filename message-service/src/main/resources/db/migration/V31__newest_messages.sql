-- The operators' list is cut newest first: between the time and the number, ix_message_accepted has lane and state.
CREATE INDEX ix_message_newest ON message (accepted_at, id);
