-- Since when the channel has been saying that there is no such order, or that it failed; null after any other word or call.
ALTER TABLE supply_order
  ADD COLUMN absent_since DATETIME(3) NULL AFTER charged_fen,
  ADD COLUMN failed_since DATETIME(3) NULL AFTER absent_since;
