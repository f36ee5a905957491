-- Money of another sum than was asked for, as the partner has it, until an operator settles it.
ALTER TABLE payment ADD COLUMN odd_fen BIGINT NULL;
ALTER TABLE payment ADD COLUMN odd_trade_no VARCHAR(64) NULL;
ALTER TABLE payment ADD COLUMN odd_paid_at DATETIME(3) NULL;
-- When it was noticed first.
ALTER TABLE payment ADD COLUMN odd_at DATETIME(3) NULL;
-- Once settled: what was asked for, while the amount is what came in. NULL where the two are one.
ALTER TABLE payment ADD COLUMN asked_fen BIGINT NULL;
ALTER TABLE payment ADD COLUMN odd_decision VARCHAR(8) NULL;
ALTER TABLE payment ADD KEY payment_odd (odd_at);
