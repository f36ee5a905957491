-- A business day of one partner: its file compared with our books.
CREATE TABLE settlement (
  channel           VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  day               DATE        NOT NULL,
  state             VARCHAR(16) NOT NULL,
  -- Theirs as their file says it; ours of what belongs to that day by their file or, where it says nothing, by our books.
  theirs_in_count   BIGINT      NOT NULL DEFAULT 0,
  theirs_in_fen     BIGINT      NOT NULL DEFAULT 0,
  theirs_back_count BIGINT      NOT NULL DEFAULT 0,
  theirs_back_fen   BIGINT      NOT NULL DEFAULT 0,
  ours_in_count     BIGINT      NOT NULL DEFAULT 0,
  ours_in_fen       BIGINT      NOT NULL DEFAULT 0,
  ours_back_count   BIGINT      NOT NULL DEFAULT 0,
  ours_back_fen     BIGINT      NOT NULL DEFAULT 0,
  open_differences  INT         NOT NULL DEFAULT 0,
  tries             INT         NOT NULL DEFAULT 0,
  last_code         VARCHAR(64) NOT NULL DEFAULT '',
  late_told         BOOLEAN     NOT NULL DEFAULT FALSE,
  created_at        DATETIME(3) NOT NULL,
  compared_at       DATETIME(3) NULL,
  due_at            DATETIME(3) NULL,
  PRIMARY KEY (channel, day),
  KEY ix_settlement_due (due_at),
  KEY ix_settlement_day (day)
) DEFAULT CHARSET = utf8mb4;

-- The partner's file, line by line: a day is compared with the lines of the day before too, and the same day again gives the same.
CREATE TABLE settlement_line (
  channel VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  day     DATE         NOT NULL,
  place   INT          NOT NULL,
  -- What it is about: a payment and perhaps its refund; an order of the carrier and our number of the request.
  number  VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  part    VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  -- Phone and product by their blind index; empty where money moved.
  holder  VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  action  VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  done    BOOLEAN      NOT NULL,
  fen     BIGINT       NOT NULL,
  at      DATETIME(3)  NULL,
  ends_at DATETIME(3)  NULL,
  PRIMARY KEY (channel, day, place),
  KEY ix_settlement_line_part (channel, part),
  KEY ix_settlement_line_number (channel, number),
  KEY ix_settlement_line_holder (channel, holder)
) DEFAULT CHARSET = utf8mb4;

-- Where the two differ, or did before it was put right.
CREATE TABLE settlement_difference (
  id          BIGINT       NOT NULL PRIMARY KEY,
  channel     VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  day         DATE         NOT NULL,
  kind        VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject     VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  theirs_fen  BIGINT       NULL,
  ours_fen    BIGINT       NULL,
  detail      VARCHAR(300) NOT NULL,
  state       VARCHAR(16)  NOT NULL,
  -- Whether people were told.
  told        BOOLEAN      NOT NULL DEFAULT FALSE,
  found_at    DATETIME(3)  NOT NULL,
  gone_at     DATETIME(3)  NULL,
  UNIQUE KEY uq_settlement_difference (channel, day, kind, subject),
  KEY ix_settlement_difference_state (channel, day, state, id)
) DEFAULT CHARSET = utf8mb4;

-- By what a day's movements of ours are found.
ALTER TABLE payment ADD KEY payment_paid (paid_at);
ALTER TABLE payment_refund ADD KEY refund_done (done_at);
ALTER TABLE carrier_order ADD COLUMN over_at DATETIME(3) NULL;
ALTER TABLE carrier_order ADD KEY carrier_effective (effective_at);
ALTER TABLE carrier_order ADD KEY carrier_over (over_at);
ALTER TABLE carrier_order ADD KEY carrier_confirm_req (confirm_req_no);
ALTER TABLE carrier_order ADD KEY carrier_end_req (end_req_no);
