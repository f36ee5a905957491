CREATE TABLE category (
  id        BIGINT      NOT NULL PRIMARY KEY,
  parent_id BIGINT      NULL,
  code      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name      VARCHAR(32) NOT NULL,
  position  INT         NOT NULL DEFAULT 0,
  UNIQUE KEY uq_category_code (code),
  KEY ix_category_parent (parent_id, position),
  FOREIGN KEY (parent_id) REFERENCES category (id)
);

INSERT INTO category (id, parent_id, code, name, position) VALUES
  (1, NULL, 'appliances', '家用电器', 1),
  (2, NULL, 'household',  '居家日用', 2),
  (3, NULL, 'study',      '学习用品', 3),
  (4, NULL, 'virtual',    '虚拟商品', 4),
  (41, 4,   'cards',      '卡券',     1),
  (42, 4,   'recharge',   '话费充值', 2);

-- One product of one supply channel, with what we make of it.
CREATE TABLE sku (
  id               BIGINT       NOT NULL PRIMARY KEY,
  channel          VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  channel_sku      VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  kind             VARCHAR(16)  NOT NULL,
  name             VARCHAR(200) NOT NULL,
  -- The name as search compares it: compatibility forms folded, lower case, one blank between words.
  search_name      VARCHAR(400) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  brand            VARCHAR(64)  NOT NULL DEFAULT '',
  channel_category VARCHAR(200) NOT NULL DEFAULT '',
  category_id      BIGINT       NULL,
  -- 0 until an operator has set it; such a SKU is never on sale.
  points_price     BIGINT       NOT NULL DEFAULT 0,
  cost_fen         BIGINT       NOT NULL,
  -- The cost when the points price was set; a rise is measured from it.
  priced_cost_fen  BIGINT       NOT NULL DEFAULT 0,
  face_fen         BIGINT       NOT NULL DEFAULT 0,
  -- 0 for any number.
  per_person_limit INT          NOT NULL DEFAULT 0,
  -- Ours. off_reason says who or what took it off: OPERATOR, COST_ROSE, NEW.
  on_shelf         BOOLEAN      NOT NULL DEFAULT FALSE,
  off_reason       VARCHAR(16)  NOT NULL DEFAULT 'NEW',
  -- The partner's, as last read: on its shelf, and still in the pool we may sell from.
  partner_on       BOOLEAN      NOT NULL DEFAULT FALSE,
  in_pool          BOOLEAN      NOT NULL DEFAULT TRUE,
  listed           BOOLEAN      GENERATED ALWAYS AS (on_shelf AND partner_on AND in_pool AND points_price > 0) STORED,
  created_at       DATETIME(3)  NOT NULL,
  updated_at       DATETIME(3)  NOT NULL,
  synced_at        DATETIME(3)  NULL,
  UNIQUE KEY uq_sku_channel (channel, channel_sku),
  KEY ix_sku_listed_newest (listed, id),
  KEY ix_sku_listed_price (listed, points_price, id),
  KEY ix_sku_category_price (category_id, listed, points_price, id),
  CONSTRAINT ck_sku_price CHECK (points_price >= 0),
  CONSTRAINT ck_sku_limit CHECK (per_person_limit >= 0),
  FOREIGN KEY (category_id) REFERENCES category (id)
);

-- What only the page of one SKU needs.
CREATE TABLE sku_detail (
  sku_id BIGINT     NOT NULL PRIMARY KEY,
  -- A JSON list of addresses, the main one first.
  images TEXT       NOT NULL,
  detail MEDIUMTEXT NOT NULL,
  FOREIGN KEY (sku_id) REFERENCES sku (id)
);

-- Our own quota and what is left of it. Apart from sku, since it is the hot row of every redemption.
CREATE TABLE sku_stock (
  sku_id    BIGINT NOT NULL PRIMARY KEY,
  quota     BIGINT NOT NULL DEFAULT 0,
  available BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT ck_sku_stock CHECK (available >= 0 AND available <= quota),
  FOREIGN KEY (sku_id) REFERENCES sku (id)
);

-- How many of a SKU a person has. Changed only under the lock of the SKU's stock row.
CREATE TABLE sku_person (
  sku_id    BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  taken     INT    NOT NULL,
  PRIMARY KEY (sku_id, person_id),
  CONSTRAINT ck_sku_person CHECK (taken >= 0)
);

-- Every pair of neighbouring characters of a name; the last of a word is paired with a blank.
CREATE TABLE sku_term (
  term   VARCHAR(4) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  sku_id BIGINT     NOT NULL,
  PRIMARY KEY (term, sku_id),
  KEY ix_sku_term_sku (sku_id)
);
