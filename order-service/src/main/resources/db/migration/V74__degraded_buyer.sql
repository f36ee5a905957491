-- Who has bought while risk was away. The row is the lock under which the person's day is counted before another purchase.
CREATE TABLE degraded_buyer (
  person_id BIGINT NOT NULL PRIMARY KEY
) DEFAULT CHARSET = utf8mb4;

-- Operators look for what is to be looked at.
ALTER TABLE purchase ADD KEY ix_purchase_review (review_due, created_at);
