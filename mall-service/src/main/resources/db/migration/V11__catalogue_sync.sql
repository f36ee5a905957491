-- One reading of a channel's whole pool.
CREATE TABLE catalogue_sync (
  id          BIGINT       NOT NULL PRIMARY KEY,
  channel     VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state       VARCHAR(16)  NOT NULL,
  -- 1 while it runs, NULL afterwards: one at a time per channel.
  running     TINYINT      NULL,
  started_by  VARCHAR(64)  NOT NULL,
  started_at  DATETIME(3)  NOT NULL,
  finished_at DATETIME(3)  NULL,
  -- When it may go on; later than now while the channel cannot be asked.
  due_at      DATETIME(3)  NOT NULL,
  total       INT          NOT NULL DEFAULT 0,
  done        INT          NOT NULL DEFAULT 0,
  -- The last of the channel's numbers that is done; a resumed run goes on behind it.
  reached     VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  tries       INT          NOT NULL DEFAULT 0,
  trouble     VARCHAR(200) NOT NULL DEFAULT '',
  UNIQUE KEY uq_catalogue_sync_running (channel, running),
  KEY ix_catalogue_sync_started (started_at)
);

CREATE TABLE catalogue_sync_result (
  sync_id     BIGINT       NOT NULL,
  channel_sku VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  outcome     VARCHAR(16)  NOT NULL,
  note        VARCHAR(200) NOT NULL DEFAULT '',
  PRIMARY KEY (sync_id, channel_sku),
  KEY ix_catalogue_sync_outcome (sync_id, outcome, channel_sku),
  FOREIGN KEY (sync_id) REFERENCES catalogue_sync (id)
);

-- A channel said that a product changed; its new values are read by a job. Told twice is one row.
CREATE TABLE product_change (
  channel     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  channel_sku VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  -- Set when the pool itself may have changed.
  pool        BOOLEAN     NOT NULL DEFAULT FALSE,
  -- Raised each time it is told again, so that what comes while it is read is not forgotten.
  told        INT         NOT NULL DEFAULT 1,
  due_at      DATETIME(3) NOT NULL,
  tries       INT         NOT NULL DEFAULT 0,
  PRIMARY KEY (channel, channel_sku),
  KEY ix_product_change_due (due_at)
);
