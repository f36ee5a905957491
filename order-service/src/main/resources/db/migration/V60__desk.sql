-- Operators look for purchases and subscriptions by one of these, the newest first. By child and by person they are few.
ALTER TABLE purchase ADD KEY ix_purchase_created (created_at);
ALTER TABLE purchase ADD KEY ix_purchase_state (state, created_at);
ALTER TABLE purchase ADD KEY ix_purchase_product (product_code, created_at);
ALTER TABLE purchase ADD KEY ix_purchase_method (method, created_at);
ALTER TABLE purchase ADD KEY ix_purchase_school (school_id, created_at);
ALTER TABLE purchase ADD KEY ix_purchase_class (class_id, created_at);

ALTER TABLE subscription ADD KEY ix_subscription_created (created_at);
ALTER TABLE subscription ADD KEY ix_subscription_state (state, created_at);
ALTER TABLE subscription ADD KEY ix_subscription_product (product_code, created_at);
ALTER TABLE subscription ADD KEY ix_subscription_school (school_id, created_at);

-- What a timeline asks by.
ALTER TABLE renewal_row ADD KEY ix_renewal_row_purchase (purchase_id);
ALTER TABLE order_exception ADD KEY ix_order_exception_subject (subject);
