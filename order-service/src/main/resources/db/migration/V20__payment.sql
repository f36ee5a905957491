-- Money in. The id is the number the partner knows it by (out_trade_no), so it is stored before anything is asked.
CREATE TABLE payment (
  id             BIGINT       NOT NULL PRIMARY KEY,
  order_id       VARCHAR(64)  NOT NULL,
  person_id      VARCHAR(64)  NOT NULL,
  amount_fen     BIGINT       NOT NULL,
  -- All refunds that were wanted and have not failed; never above the amount.
  refund_fen     BIGINT       NOT NULL DEFAULT 0,
  subject        VARCHAR(256) NOT NULL,
  state          VARCHAR(16)  NOT NULL,
  partner_state  VARCHAR(16)  NOT NULL,
  -- The order while it waits, NULL afterwards: one open payment for each order.
  open_order_id  VARCHAR(64)  NULL,
  qr_code        VARCHAR(512) NULL,
  trade_no       VARCHAR(64)  NULL,
  expires_at     DATETIME(3)  NOT NULL,
  created_at     DATETIME(3)  NOT NULL,
  decided_at     DATETIME(3)  NULL,
  paid_at        DATETIME(3)  NULL,
  -- When somebody has to look at it next; NULL when nothing is open.
  due_at         DATETIME(3)  NULL,
  looks          INT          NOT NULL DEFAULT 0,
  CONSTRAINT payment_amount CHECK (amount_fen > 0 AND refund_fen >= 0 AND refund_fen <= amount_fen),
  UNIQUE KEY payment_open (open_order_id),
  KEY payment_of_order (order_id),
  KEY payment_due (due_at)
) DEFAULT CHARSET = utf8mb4;

-- Payments somebody wants closed. Apart from their rows: whoever decides a payment holds its row and then its owner's, and whoever
-- wants it closed holds the owner's already.
CREATE TABLE payment_close (
  payment_id BIGINT      NOT NULL PRIMARY KEY,
  wanted_at  DATETIME(3) NOT NULL,
  taken      BOOLEAN     NOT NULL DEFAULT FALSE,
  KEY close_taken (taken)
) DEFAULT CHARSET = utf8mb4;

-- Money back. The id is the number the partner knows it by (out_request_no).
CREATE TABLE payment_refund (
  id          BIGINT       NOT NULL PRIMARY KEY,
  payment_id  BIGINT       NOT NULL,
  refund_key  VARCHAR(64)  NOT NULL,
  amount_fen  BIGINT       NOT NULL,
  reason      VARCHAR(256) NOT NULL,
  -- Of money nobody wanted; its owner is not told when it has arrived.
  automatic   BOOLEAN      NOT NULL,
  state       VARCHAR(16)  NOT NULL,
  last_code   VARCHAR(64)  NOT NULL DEFAULT '',
  tries       INT          NOT NULL DEFAULT 0,
  created_at  DATETIME(3)  NOT NULL,
  done_at     DATETIME(3)  NULL,
  due_at      DATETIME(3)  NULL,
  CONSTRAINT refund_amount CHECK (amount_fen > 0),
  UNIQUE KEY refund_once (payment_id, refund_key),
  KEY refund_due (due_at),
  KEY refund_state (state, tries)
) DEFAULT CHARSET = utf8mb4;

-- What the partner told by itself, once each: the inbox of its notifies, and evidence.
CREATE TABLE payment_notice (
  payment_id    BIGINT      NOT NULL,
  trade_status  VARCHAR(32) NOT NULL,
  out_biz_no    VARCHAR(64) NOT NULL,
  notify_id     VARCHAR(64) NOT NULL,
  received_at   DATETIME(3) NOT NULL,
  PRIMARY KEY (payment_id, trade_status, out_biz_no)
) DEFAULT CHARSET = utf8mb4;
