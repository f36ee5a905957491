-- What needs a person, or did before it was put right: one row for each kind and thing it is about.
CREATE TABLE order_exception (
  id         BIGINT       NOT NULL PRIMARY KEY,
  kind       VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject    VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  detail     VARCHAR(500) NOT NULL,
  state      VARCHAR(16)  NOT NULL,
  -- How often it was noticed.
  seen       INT          NOT NULL,
  first_at   DATETIME(3)  NOT NULL,
  last_at    DATETIME(3)  NOT NULL,
  handled_by VARCHAR(64)  NOT NULL DEFAULT '',
  handled_at DATETIME(3)  NULL,
  reason     VARCHAR(200) NOT NULL DEFAULT '',
  UNIQUE KEY uq_order_exception (kind, subject),
  KEY ix_order_exception_state (state, id),
  KEY ix_order_exception_kind (kind, id)
) DEFAULT CHARSET = utf8mb4;

-- When it was noticed that the partner never told of a payment we found ourselves.
ALTER TABLE payment ADD COLUMN notice_missed_at DATETIME(3) NULL;
ALTER TABLE payment ADD KEY payment_decided (state, decided_at);
