-- Units taken out of a SKU's stock for a time, at a price of their own.
CREATE TABLE flash_sale (
  id               BIGINT      NOT NULL PRIMARY KEY,
  sku_id           BIGINT      NOT NULL,
  name             VARCHAR(64) NOT NULL,
  points_price     BIGINT      NOT NULL,
  -- 0 for any number.
  per_person_limit INT         NOT NULL,
  units            BIGINT      NOT NULL,
  available        BIGINT      NOT NULL,
  -- Unsold units that went back to the SKU when it was closed.
  returned         BIGINT      NOT NULL DEFAULT 0,
  starts_at        DATETIME(3) NOT NULL,
  ends_at          DATETIME(3) NOT NULL,
  state            VARCHAR(16) NOT NULL,
  -- Signs admissions, so that one can be believed when Redis has lost it.
  admission_key    CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at       DATETIME(3) NOT NULL,
  KEY ix_flash_sale_state (state, ends_at),
  CONSTRAINT ck_flash_sale_units CHECK (available >= 0 AND available <= units),
  FOREIGN KEY (sku_id) REFERENCES sku (id)
);

-- How many units a person has of a sale. Changed only under the lock of the sale's row.
CREATE TABLE flash_sale_person (
  sale_id   BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  taken     INT    NOT NULL,
  PRIMARY KEY (sale_id, person_id),
  CONSTRAINT ck_flash_sale_person CHECK (taken >= 0)
);

-- An admission that became an order: one order at most, by the key.
CREATE TABLE flash_sale_claim (
  sale_id    BIGINT      NOT NULL,
  person_id  BIGINT      NOT NULL,
  request_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  quantity   INT         NOT NULL,
  state      VARCHAR(16) NOT NULL,
  claimed_at DATETIME(3) NOT NULL,
  PRIMARY KEY (sale_id, person_id, request_id)
);
