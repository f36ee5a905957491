-- An order: points held, then supplied by a channel, then spent or given back. Its number is also the number of its hold.
CREATE TABLE redemption (
  id                BIGINT        NOT NULL PRIMARY KEY,
  person_id         BIGINT        NOT NULL,
  -- The caller's idempotency key and a keyed hash of what was asked.
  request_key       VARCHAR(64)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  request_hash      CHAR(32)      NOT NULL,
  sku_id            BIGINT        NOT NULL,
  kind              VARCHAR(16)   NOT NULL,
  name              VARCHAR(255)  NOT NULL,
  quantity          INT           NOT NULL,
  points            BIGINT        NOT NULL,
  face_fen          BIGINT        NOT NULL,
  verdict           VARCHAR(16)   NOT NULL,
  accepted_at       DATETIME(3)   NOT NULL,
  -- Where it goes, sealed; the index finds a number. Null for what goes nowhere.
  receiver          VARCHAR(280)  NULL,
  mobile            VARCHAR(80)   NULL,
  mobile_index      CHAR(32)      NULL,
  division_code     VARCHAR(12)   NULL,
  street            VARCHAR(1200) NULL,
  -- The admission it was bought with; null for what is no flash sale.
  flash_sale_id     BIGINT        NULL,
  flash_request     VARCHAR(64)   NULL,
  -- What changes.
  state             VARCHAR(16)   NOT NULL,
  state_at          DATETIME(3)   NOT NULL,
  reason            VARCHAR(64)   NOT NULL DEFAULT '',
  channel           VARCHAR(32)   NOT NULL,
  channel_sku       VARCHAR(64)   NOT NULL,
  cost_fen          BIGINT        NOT NULL,
  -- Numbers given to channels, calls under the present number, questions since the state was entered.
  sends             INT           NOT NULL DEFAULT 1,
  tries             INT           NOT NULL DEFAULT 0,
  looks             INT           NOT NULL DEFAULT 0,
  attention         VARCHAR(32)   NULL,
  review_due        BOOLEAN       NOT NULL DEFAULT FALSE,
  -- When somebody has to act on it next, whatever its state asks for; null when nobody has to.
  due_at            DATETIME(3)   NULL,
  fulfilled_at      DATETIME(3)   NULL,
  returned_quantity INT           NOT NULL DEFAULT 0,
  returned_points   BIGINT        NOT NULL DEFAULT 0,
  version           INT           NOT NULL DEFAULT 0,
  UNIQUE KEY uq_redemption_request (person_id, request_key),
  KEY ix_redemption_person (person_id, id),
  KEY ix_redemption_due (channel, due_at),
  KEY ix_redemption_state_due (state, due_at),
  KEY ix_redemption_attention (attention, id)
) DEFAULT CHARSET = utf8mb4;

-- One row per move: who did what, when and why.
CREATE TABLE redemption_step (
  id            BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  redemption_id BIGINT       NOT NULL,
  at            DATETIME(3)  NOT NULL,
  from_state    VARCHAR(16)  NULL,
  to_state      VARCHAR(16)  NOT NULL,
  what          VARCHAR(32)  NOT NULL,
  actor         VARCHAR(64)  NOT NULL,
  code          VARCHAR(64)  NOT NULL DEFAULT '',
  note          VARCHAR(500) NOT NULL DEFAULT '',
  KEY ix_redemption_step (redemption_id, id)
) DEFAULT CHARSET = utf8mb4;

-- What was ordered from a channel, under a number stored before the call. While one is not refused there can be no other.
CREATE TABLE supply_order (
  number          VARCHAR(32)  NOT NULL PRIMARY KEY,
  redemption_id   BIGINT       NOT NULL,
  send            INT          NOT NULL,
  channel         VARCHAR(32)  NOT NULL,
  channel_sku     VARCHAR(64)  NOT NULL,
  quantity        INT          NOT NULL,
  cost_fen        BIGINT       NOT NULL,
  state           VARCHAR(16)  NOT NULL,
  partner_number  VARCHAR(64)  NULL,
  charged_fen     BIGINT       NULL,
  created_at      DATETIME(3)  NOT NULL,
  updated_at      DATETIME(3)  NOT NULL,
  live_redemption BIGINT       GENERATED ALWAYS AS (CASE WHEN state <> 'REFUSED' THEN redemption_id END) STORED,
  UNIQUE KEY uq_supply_order_send (redemption_id, send),
  UNIQUE KEY uq_supply_order_live (live_redemption),
  KEY ix_supply_order_partner (channel, partner_number)
) DEFAULT CHARSET = utf8mb4;

-- What a partner told by itself, each thing once, however often it was told.
CREATE TABLE supply_notice (
  number   VARCHAR(32) NOT NULL,
  kind     VARCHAR(24) NOT NULL,
  code     VARCHAR(64) NOT NULL,
  first_at DATETIME(3) NOT NULL,
  last_at  DATETIME(3) NOT NULL,
  times    INT         NOT NULL,
  PRIMARY KEY (number, kind, code)
) DEFAULT CHARSET = utf8mb4;

CREATE TABLE redemption_parcel (
  id            BIGINT      NOT NULL PRIMARY KEY,
  redemption_id BIGINT      NOT NULL,
  number        VARCHAR(64) NOT NULL,
  state         VARCHAR(24) NOT NULL,
  carrier       VARCHAR(64) NULL,
  waybill       VARCHAR(64) NULL,
  -- Sealed: what a courier writes can name people and doors.
  tracks        MEDIUMTEXT  NULL,
  updated_at    DATETIME(3) NOT NULL,
  UNIQUE KEY uq_redemption_parcel (redemption_id, number)
) DEFAULT CHARSET = utf8mb4;

-- One order owns at most one card, and one card belongs to at most one order.
CREATE TABLE redemption_card (
  redemption_id BIGINT       NOT NULL PRIMARY KEY,
  channel       VARCHAR(32)  NOT NULL,
  number        VARCHAR(400) NOT NULL,
  number_index  CHAR(32)     NOT NULL,
  password      VARCHAR(400) NOT NULL,
  valid_until   DATE         NULL,
  stored_at     DATETIME(3)  NOT NULL,
  revealed_at   DATETIME(3)  NULL,
  reveals       INT          NOT NULL DEFAULT 0,
  UNIQUE KEY uq_redemption_card (channel, number_index)
) DEFAULT CHARSET = utf8mb4;

-- Points that come back after they were spent: an after-sale return, or a success the channel took back.
CREATE TABLE redemption_return (
  id              BIGINT        NOT NULL PRIMARY KEY,
  redemption_id   BIGINT        NOT NULL,
  kind            VARCHAR(16)   NOT NULL,
  state           VARCHAR(16)   NOT NULL,
  quantity        INT           NOT NULL,
  points          BIGINT        NOT NULL,
  code            VARCHAR(64)   NOT NULL DEFAULT '',
  -- The person's own words, sealed.
  words           VARCHAR(1200) NULL,
  channel_number  VARCHAR(64)   NULL,
  due_at          DATETIME(3)   NULL,
  created_at      DATETIME(3)   NOT NULL,
  updated_at      DATETIME(3)   NOT NULL,
  open_redemption BIGINT        GENERATED ALWAYS AS (CASE WHEN state IN ('REQUESTED', 'AT_CHANNEL', 'BOOKING') THEN redemption_id END) STORED,
  reversed        BIGINT        GENERATED ALWAYS AS (CASE WHEN kind = 'REVERSAL' THEN redemption_id END) STORED,
  UNIQUE KEY uq_redemption_return_open (open_redemption),
  UNIQUE KEY uq_redemption_return_reversal (reversed),
  KEY ix_redemption_return (redemption_id, id),
  KEY ix_redemption_return_due (due_at)
) DEFAULT CHARSET = utf8mb4;
