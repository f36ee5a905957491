-- A code is here only as a keyed hash, and a number only as its blind index.
CREATE TABLE sign_in_code (
  id           BIGINT      NOT NULL PRIMARY KEY,
  mobile_index VARCHAR(32) NOT NULL,
  device_hash  CHAR(64)    NOT NULL,
  -- The caller's address; of an IPv6 address the network.
  address      VARCHAR(45) NOT NULL,
  code_hash    CHAR(32)    NOT NULL,
  state        VARCHAR(16) NOT NULL,
  tries        SMALLINT    NOT NULL DEFAULT 0,
  -- Whether it counts against the limits; an attempt whose text was never accepted does not.
  counted      BOOLEAN     NOT NULL DEFAULT TRUE,
  created_at   DATETIME(3) NOT NULL,
  expires_at   DATETIME(3) NOT NULL,
  ended_at     DATETIME(3) NULL,
  -- VARCHAR: MariaDB refuses CHAR here, whose padding depends on the SQL mode
  open_number  VARCHAR(32) GENERATED ALWAYS AS (CASE WHEN state IN ('PENDING', 'SENT') THEN mobile_index END) STORED,
  UNIQUE KEY uq_sign_in_code_open (open_number),
  KEY ix_sign_in_code_number (mobile_index, created_at),
  KEY ix_sign_in_code_device (device_hash, created_at),
  KEY ix_sign_in_code_address (address, created_at),
  KEY ix_sign_in_code_created (created_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Whoever wants to count codes of a number, device or address holds its row: two instances never count at once.
CREATE TABLE code_gate (
  subject    VARCHAR(80) NOT NULL PRIMARY KEY,
  touched_at DATETIME(3) NOT NULL,
  KEY ix_code_gate_touched (touched_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- All tokens that came from one sign-in.
CREATE TABLE token_family (
  id          BIGINT      NOT NULL PRIMARY KEY,
  person_id   BIGINT      NOT NULL,
  client_id   VARCHAR(64) NOT NULL,
  device_hash CHAR(64)    NOT NULL,
  started_at  DATETIME(3) NOT NULL,
  expires_at  DATETIME(3) NOT NULL,
  ended_at    DATETIME(3) NULL,
  end_reason  VARCHAR(16) NULL,
  KEY ix_token_family_person (person_id),
  KEY ix_token_family_expires (expires_at),
  FOREIGN KEY (person_id) REFERENCES person (id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE refresh_token (
  token_hash       CHAR(64)     NOT NULL PRIMARY KEY,
  family_id        BIGINT       NOT NULL,
  state            VARCHAR(8)   NOT NULL,
  issued_at        DATETIME(3)  NOT NULL,
  expires_at       DATETIME(3)  NOT NULL,
  rotated_at       DATETIME(3)  NULL,
  -- The token that took its place, readable only with the token itself; for a client that never got the answer.
  successor_sealed VARCHAR(160) NULL,
  active_family    BIGINT       GENERATED ALWAYS AS (CASE WHEN state = 'ACTIVE' THEN family_id END) STORED,
  UNIQUE KEY uq_refresh_token_active (active_family),
  KEY ix_refresh_token_expires (expires_at),
  FOREIGN KEY (family_id) REFERENCES token_family (id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE authorization_code (
  code_hash      CHAR(64)     NOT NULL PRIMARY KEY,
  client_id      VARCHAR(64)  NOT NULL,
  person_id      BIGINT       NOT NULL,
  redirect_uri   VARCHAR(500) NOT NULL,
  scopes         VARCHAR(200) NOT NULL,
  code_challenge VARCHAR(128) NOT NULL,
  issued_at      DATETIME(3)  NOT NULL,
  expires_at     DATETIME(3)  NOT NULL,
  used_at        DATETIME(3)  NULL,
  KEY ix_authorization_code_expires (expires_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Operators' browser sessions at the sign-in page, as Spring Session lays them out.
CREATE TABLE console_session (
  PRIMARY_ID            CHAR(36) NOT NULL PRIMARY KEY,
  SESSION_ID            CHAR(36) NOT NULL,
  CREATION_TIME         BIGINT   NOT NULL,
  LAST_ACCESS_TIME      BIGINT   NOT NULL,
  MAX_INACTIVE_INTERVAL INT      NOT NULL,
  EXPIRY_TIME           BIGINT   NOT NULL,
  PRINCIPAL_NAME        VARCHAR(100),
  UNIQUE KEY uq_console_session (SESSION_ID),
  KEY ix_console_session_expiry (EXPIRY_TIME),
  KEY ix_console_session_principal (PRINCIPAL_NAME)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE console_session_ATTRIBUTES (
  SESSION_PRIMARY_ID CHAR(36)     NOT NULL,
  ATTRIBUTE_NAME     VARCHAR(200) NOT NULL,
  ATTRIBUTE_BYTES    BLOB         NOT NULL,
  PRIMARY KEY (SESSION_PRIMARY_ID, ATTRIBUTE_NAME),
  FOREIGN KEY (SESSION_PRIMARY_ID) REFERENCES console_session (PRIMARY_ID) ON DELETE CASCADE
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
