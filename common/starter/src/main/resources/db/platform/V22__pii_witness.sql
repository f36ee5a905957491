-- One value under the keys this database was first written with: who cannot read it has other keys.
CREATE TABLE pii_witness (
  id          TINYINT      NOT NULL PRIMARY KEY,
  sealed      VARCHAR(120) NOT NULL,
  index_value CHAR(32)     NOT NULL
);
