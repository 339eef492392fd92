CREATE TABLE lines (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  -- Of one part; NULL where only the countries that are listed have a price.
  price_micros INTEGER CHECK (price_micros >= 0),
  -- Where it is another, by ISO 3166 country.
  country_prices TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(country_prices)),
  currency TEXT NOT NULL,
  is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
  created_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX lines_default ON lines (is_default) WHERE is_default = 1;

CREATE TABLE inbound_messages (
  id INTEGER PRIMARY KEY,
  line_id INTEGER NOT NULL REFERENCES lines (id),
  sender TEXT NOT NULL,
  text TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  -- The delivery whose message the number got last before; NULL where it got none.
  delivery_id INTEGER,
  -- It asks for no more messages.
  opts_out INTEGER NOT NULL DEFAULT 0 CHECK (opts_out IN (0, 1)),
  -- The sender as the network told it, where that was in the form of a country; which country it was read as, and how that
  -- was known: by the SIM of the line, else by the workspace.
  told_as TEXT,
  read_in TEXT,
  read_by TEXT CHECK (read_by IN ('sim', 'workspace')),
  CHECK ((told_as IS NULL) = (read_in IS NULL) AND (told_as IS NULL) = (read_by IS NULL))
) STRICT;
CREATE INDEX inbound_messages_by_sender ON inbound_messages (sender);
CREATE INDEX inbound_messages_by_delivery ON inbound_messages (delivery_id, sender, received_at, opts_out)
WHERE delivery_id IS NOT NULL;

-- Parts of long messages that came in. A modem deletes what was read, so each is here before it is told to.
CREATE TABLE inbound_parts (
  id INTEGER PRIMARY KEY,
  line_id INTEGER NOT NULL REFERENCES lines (id),
  sender TEXT NOT NULL,
  reference INTEGER NOT NULL,
  -- References of 8 and of 16 bits are counted apart.
  is_wide INTEGER NOT NULL CHECK (is_wide IN (0, 1)),
  parts INTEGER NOT NULL,
  position INTEGER NOT NULL CHECK (position BETWEEN 1 AND parts),
  text TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  -- The message that it became a part of; NULL while others are awaited.
  inbound_id INTEGER REFERENCES inbound_messages (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX inbound_parts_by_message ON inbound_parts (line_id, sender, reference, parts, is_wide);
CREATE INDEX inbound_parts_awaiting ON inbound_parts (received_at) WHERE inbound_id IS NULL;
CREATE INDEX inbound_parts_joined ON inbound_parts (inbound_id) WHERE inbound_id IS NOT NULL;
