-- The points ledger. A row of points_account is locked by whoever moves its points; everything else of that person is
-- written under that lock. Defaults exist where an upsert of a row that is known to exist must name its columns.
CREATE TABLE points_account (
  person_id BIGINT  NOT NULL PRIMARY KEY,
  available BIGINT  NOT NULL,
  held      BIGINT  NOT NULL,
  frozen    BOOLEAN NOT NULL DEFAULT FALSE,
  -- How many entries there are: the number of the last one.
  entries   BIGINT  NOT NULL,
  CONSTRAINT ck_points_account CHECK (available >= 0 AND held >= 0)
);

-- What one grant gave, and what is left of it. Open while anything is left.
CREATE TABLE points_lot (
  id         BIGINT      NOT NULL PRIMARY KEY,
  person_id  BIGINT      NOT NULL,
  line       VARCHAR(16) NOT NULL,
  event      VARCHAR(64) NOT NULL DEFAULT '',
  granted    BIGINT      NOT NULL,
  available  BIGINT      NOT NULL,
  held       BIGINT      NOT NULL,
  expires_at DATETIME(3) NOT NULL DEFAULT '2000-01-01 00:00:00.000',
  -- A release gives an expired lot the grace period once.
  graced     BOOLEAN     NOT NULL DEFAULT FALSE,
  open       BOOLEAN     NOT NULL,
  granted_at DATETIME(3) NOT NULL DEFAULT '2000-01-01 00:00:00.000',
  KEY ix_points_lot_person (person_id, open),
  KEY ix_points_lot_due (open, expires_at),
  CONSTRAINT ck_points_lot CHECK (available >= 0 AND held >= 0 AND available + held <= granted)
);

-- The entries: never changed, never removed. Points are above zero, the kind says from which account to which. Two
-- writers who believed they held the same account would collide on the primary key.
CREATE TABLE points_transfer (
  person_id       BIGINT      NOT NULL,
  seq             BIGINT      NOT NULL,
  id              BIGINT      NOT NULL,
  kind            VARCHAR(8)  NOT NULL,
  points          BIGINT      NOT NULL,
  line            VARCHAR(16) NULL,
  lot_id          BIGINT      NULL,
  hold_id         BIGINT      NULL,
  -- Event, purpose or reason.
  code            VARCHAR(64) NOT NULL,
  available_after BIGINT      NOT NULL,
  held_after      BIGINT      NOT NULL,
  at              DATETIME(3) NOT NULL,
  PRIMARY KEY (person_id, seq),
  CONSTRAINT ck_points_transfer CHECK (points > 0 AND available_after >= 0 AND held_after >= 0)
);

CREATE TABLE points_hold (
  id         BIGINT      NOT NULL PRIMARY KEY,
  person_id  BIGINT      NOT NULL,
  points     BIGINT      NOT NULL,
  -- Of the spent points, those given back since.
  reversed   BIGINT      NOT NULL DEFAULT 0,
  state      VARCHAR(8)  NOT NULL,
  purpose    VARCHAR(64) NOT NULL,
  held_at    DATETIME(3) NOT NULL,
  settled_at DATETIME(3) NULL,
  KEY ix_points_hold_state (state, person_id),
  CONSTRAINT ck_points_hold CHECK (points > 0 AND reversed >= 0 AND reversed <= points)
);

-- Which lots pay for a hold, oldest first.
CREATE TABLE points_hold_lot (
  hold_id  BIGINT      NOT NULL,
  position SMALLINT    NOT NULL,
  lot_id   BIGINT      NOT NULL,
  line     VARCHAR(16) NOT NULL,
  points   BIGINT      NOT NULL,
  reversed BIGINT      NOT NULL DEFAULT 0,
  PRIMARY KEY (hold_id, position),
  CONSTRAINT ck_points_hold_lot CHECK (points > 0 AND reversed >= 0 AND reversed <= points)
);

-- One key, one command, one answer, for ever. Scope 0 is the ledger's own, the others are the product lines'.
CREATE TABLE points_key (
  scope        TINYINT      NOT NULL,
  idem_key     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_hash CHAR(43)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  outcome      VARCHAR(10)  NOT NULL,
  first_id     BIGINT       NOT NULL,
  second_id    BIGINT       NOT NULL,
  points       BIGINT       NOT NULL,
  code         VARCHAR(96)  NULL,
  detail       VARCHAR(500) NULL,
  created_at   DATETIME(3)  NOT NULL,
  PRIMARY KEY (scope, idem_key)
);

-- What a person earned by one event on one business day; the daily cap is held against it.
CREATE TABLE points_earned_day (
  person_id BIGINT      NOT NULL,
  day       DATE        NOT NULL,
  line      VARCHAR(16) NOT NULL,
  event     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  points    BIGINT      NOT NULL,
  PRIMARY KEY (person_id, day, line, event)
);

-- System accounts, the other side of what enters and leaves people's accounts: per batch and line appended here, so that
-- no row is hot, and carried over into points_system_day by a job, which removes what it carried in the same transaction.
CREATE TABLE points_system_entry (
  seq     BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  account VARCHAR(8)  NOT NULL,
  line    VARCHAR(16) NOT NULL,
  day     DATE        NOT NULL,
  points  BIGINT      NOT NULL
);

CREATE TABLE points_system_day (
  account VARCHAR(8)  NOT NULL,
  line    VARCHAR(16) NOT NULL,
  day     DATE        NOT NULL,
  points  BIGINT      NOT NULL,
  PRIMARY KEY (account, line, day)
);
