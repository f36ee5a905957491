-- Since when an order is to be ended: what the carrier does not end is found by the settlement a day later.
ALTER TABLE carrier_order ADD COLUMN ending_at DATETIME(3) NULL;
ALTER TABLE carrier_order ADD KEY carrier_ending (ending_at);
-- When it was asked for nobody wrote down; counted from now.
UPDATE carrier_order SET ending_at = UTC_TIMESTAMP(3) WHERE state = 'LEAVING';
