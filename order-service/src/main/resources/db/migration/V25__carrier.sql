-- Orders on the carrier's bill. Numbers are sealed and found by their blind index.
CREATE TABLE carrier_order (
  id             BIGINT       NOT NULL PRIMARY KEY,
  order_id       VARCHAR(64)  NOT NULL,
  person_id      VARCHAR(64)  NOT NULL,
  mobile         VARCHAR(255) NOT NULL,
  mobile_index   VARCHAR(64)  NOT NULL,
  product_id     VARCHAR(64)  NOT NULL,
  state          VARCHAR(16)  NOT NULL,
  -- Number and product while anything may come of it, NULL afterwards: one at a time.
  open_key       VARCHAR(160) NULL,
  txn_id         VARCHAR(64)  NOT NULL DEFAULT '',
  confirm_req_no VARCHAR(64)  NOT NULL DEFAULT '',
  end_req_no     VARCHAR(64)  NOT NULL DEFAULT '',
  partner_id     VARCHAR(64)  NOT NULL DEFAULT '',
  last_code      VARCHAR(32)  NOT NULL DEFAULT '',
  tries          INT          NOT NULL DEFAULT 0,
  created_at     DATETIME(3)  NOT NULL,
  confirmed_at   DATETIME(3)  NULL,
  effective_at   DATETIME(3)  NULL,
  ends_at        DATETIME(3)  NULL,
  due_at         DATETIME(3)  NULL,
  UNIQUE KEY carrier_open (open_key),
  UNIQUE KEY carrier_of_order (order_id),
  KEY carrier_due (due_at)
) DEFAULT CHARSET = utf8mb4;

-- What the parent saw and did, for complaints. Never changed.
CREATE TABLE carrier_evidence (
  id               BIGINT        NOT NULL PRIMARY KEY,
  carrier_order_id BIGINT        NOT NULL,
  what             VARCHAR(16)   NOT NULL,
  client_ip        VARCHAR(255)  NOT NULL,
  user_agent       VARCHAR(512)  NOT NULL,
  shown            VARCHAR(2000) NOT NULL,
  at               DATETIME(3)   NOT NULL,
  KEY evidence_of (carrier_order_id)
) DEFAULT CHARSET = utf8mb4;

-- Messages of DSMP by their TransactionID, with what each was answered.
CREATE TABLE carrier_dsmp (
  transaction_id VARCHAR(64) NOT NULL PRIMARY KEY,
  h_ret          INT         NOT NULL,
  received_at    DATETIME(3) NOT NULL
) DEFAULT CHARSET = utf8mb4;
