-- What people are searched by: the texts of 512 people with neighbouring ids in one piece, so that a search reads 40
-- bytes a person and no rows. Any change throws a piece away; whoever misses one makes it anew. A piece is kept only
-- when all of its ids have been given, so that new people never belong into one.
CREATE TABLE search_texts (
  block INTEGER PRIMARY KEY,
  text BLOB NOT NULL
) STRICT;
CREATE TRIGGER search_texts_added AFTER INSERT ON people WHEN NEW.import_id IS NULL BEGIN
  DELETE FROM search_texts WHERE block = NEW.id >> 9;
END;
CREATE TRIGGER search_texts_changed AFTER UPDATE OF name_key, phone, phone_input, fields ON people BEGIN
  DELETE FROM search_texts WHERE block = NEW.id >> 9;
END;
CREATE TRIGGER search_texts_gone AFTER DELETE ON people BEGIN
  DELETE FROM search_texts WHERE block = OLD.id >> 9;
END;
