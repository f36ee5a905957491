-- How many of what was ordered are in the parcel; 0 when the channel does not say.
ALTER TABLE redemption_parcel ADD COLUMN pieces INT NOT NULL DEFAULT 0 AFTER state;
