-- A person's addresses, sealed. The slot bounds their number; at most one is the default.
CREATE TABLE address (
  id             BIGINT        NOT NULL PRIMARY KEY,
  person_id      BIGINT        NOT NULL,
  slot           TINYINT       NOT NULL,
  receiver       VARCHAR(280)  NOT NULL,
  mobile         VARCHAR(80)   NOT NULL,
  division_code  VARCHAR(12)   NOT NULL,
  street         VARCHAR(1200) NOT NULL,
  preferred      BOOLEAN       NOT NULL,
  created_at     DATETIME(3)   NOT NULL,
  updated_at     DATETIME(3)   NOT NULL,
  preferred_of   BIGINT        GENERATED ALWAYS AS (CASE WHEN preferred THEN person_id END) STORED,
  UNIQUE KEY uq_address_slot (person_id, slot),
  UNIQUE KEY uq_address_preferred (preferred_of)
) DEFAULT CHARSET = utf8mb4;
