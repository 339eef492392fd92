-- Numbers that must not be texted, whoever they belong to: they outlive the person and any import.
CREATE TABLE suppressions (
  phone TEXT PRIMARY KEY,
  cause TEXT NOT NULL CHECK (cause IN ('manual')),
  note TEXT,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
