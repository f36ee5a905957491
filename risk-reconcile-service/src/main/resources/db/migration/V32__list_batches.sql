-- What was pasted together, so that it can be ended together. NULL for what was pasted before.
ALTER TABLE list_entry ADD COLUMN batch BIGINT NULL, ADD KEY ix_list_batch (batch, ends_at);
