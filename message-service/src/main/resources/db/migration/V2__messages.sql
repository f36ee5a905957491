CREATE TABLE message (
  id               BIGINT       NOT NULL PRIMARY KEY,
  caller           VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  caller_key       VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  lane             VARCHAR(16)  NOT NULL,
  template_code    VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  template_version SMALLINT     NOT NULL,
  mobile           VARCHAR(80)  NOT NULL,
  mobile_index     CHAR(32)     NOT NULL,
  -- Sealed, since it holds codes; emptied when a code can no longer be sent.
  params           TEXT         NULL,
  segments         SMALLINT     NOT NULL,
  state            VARCHAR(16)  NOT NULL,
  attempts         SMALLINT     NOT NULL DEFAULT 0,
  -- When a dispatcher may take it next.
  due_at           DATETIME(3)  NOT NULL,
  expires_at       DATETIME(3)  NULL,
  accepted_at      DATETIME(3)  NOT NULL,
  submitted_at     DATETIME(3)  NULL,
  concluded_at     DATETIME(3)  NULL,
  outcome_code     VARCHAR(64)  NOT NULL DEFAULT '',
  UNIQUE KEY uq_message_origin (caller, caller_key),
  KEY ix_message_due (state, lane, due_at),
  KEY ix_message_expiry (state, expires_at),
  KEY ix_message_mobile (mobile_index, accepted_at),
  KEY ix_message_accepted (accepted_at, lane, state)
);

-- One try to bring a message to a channel. The row is committed before the channel is called, so that after a crash
-- nobody can believe the message was never tried.
CREATE TABLE attempt (
  id          BIGINT      NOT NULL PRIMARY KEY,
  message_id  BIGINT      NOT NULL,
  number      SMALLINT    NOT NULL,
  channel     VARCHAR(32) NOT NULL,
  outcome     VARCHAR(16) NOT NULL,
  code        VARCHAR(64) NOT NULL DEFAULT '',
  -- The channel's own number for it; reports carry it.
  batch       VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  started_at  DATETIME(3) NOT NULL,
  answered_at DATETIME(3) NULL,
  UNIQUE KEY uq_attempt_number (message_id, number),
  KEY ix_attempt_batch (batch),
  KEY ix_attempt_open (outcome, started_at),
  FOREIGN KEY (message_id) REFERENCES message (id)
);
