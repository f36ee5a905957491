-- Runs on the carrier's bill: month after month until the carrier says that it ends.
ALTER TABLE subscription ADD COLUMN by_carrier BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE subscription ADD KEY ix_subscription_carrier (by_carrier, state, paid_through);
