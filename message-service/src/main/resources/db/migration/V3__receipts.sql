-- Every report as it came, once; matched to an attempt at once, later, or never.
CREATE TABLE delivery_report (
  id           BIGINT      NOT NULL PRIMARY KEY,
  channel      VARCHAR(32) NOT NULL,
  batch        VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  mobile       VARCHAR(80) NOT NULL,
  mobile_index CHAR(32)    NOT NULL,
  delivered    BOOLEAN     NOT NULL,
  status       VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  error_code   VARCHAR(32) NOT NULL DEFAULT '',
  -- The channel's own times: when it took the message, when the phone did.
  submitted_at DATETIME(3) NOT NULL,
  reported_at  DATETIME(3) NOT NULL,
  arrived_at   DATETIME(3) NOT NULL,
  state        VARCHAR(16) NOT NULL,
  -- While pending: when to look again for what it belongs to, and how often somebody looked.
  look_at      DATETIME(3) NOT NULL,
  looks        SMALLINT    NOT NULL DEFAULT 0,
  message_id   BIGINT      NULL,
  attempt_id   BIGINT      NULL,
  settled_at   DATETIME(3) NULL,
  UNIQUE KEY uq_delivery_report (channel, batch, mobile_index, status, reported_at),
  KEY ix_delivery_report_pending (state, look_at),
  KEY ix_delivery_report_mobile (mobile_index, state),
  KEY ix_delivery_report_message (message_id)
);

-- What people wrote back.
CREATE TABLE uplink (
  id           BIGINT      NOT NULL PRIMARY KEY,
  channel      VARCHAR(32) NOT NULL,
  mobile       VARCHAR(80) NOT NULL,
  mobile_index CHAR(32)    NOT NULL,
  service_code VARCHAR(32) NOT NULL,
  content      TEXT        NOT NULL,
  wish         VARCHAR(16) NOT NULL,
  sent_at      DATETIME(3) NOT NULL,
  arrived_at   DATETIME(3) NOT NULL,
  -- Keyed hash of number, time and text: the same text pushed twice is one row.
  fingerprint  CHAR(32)    NOT NULL,
  UNIQUE KEY uq_uplink (channel, fingerprint),
  KEY ix_uplink_mobile (mobile_index, arrived_at)
);
