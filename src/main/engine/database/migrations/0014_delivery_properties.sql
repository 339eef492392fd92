-- What deliveries are found again by, and nobody who gets a message sees. Without a row there is nothing of it; without a
-- campaign of its own a delivery is in that of its workflow.
CREATE TABLE delivery_properties (
  delivery_id INTEGER PRIMARY KEY REFERENCES deliveries (id) ON DELETE CASCADE,
  internal_name TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
  has_own_campaign INTEGER NOT NULL DEFAULT 0 CHECK (has_own_campaign IN (0, 1)),
  campaign_id INTEGER REFERENCES campaigns (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX delivery_properties_by_campaign ON delivery_properties (campaign_id) WHERE campaign_id IS NOT NULL;

-- Its deliveries outlive a workflow, and stay in its campaign.
CREATE TRIGGER workflows_leave_campaign BEFORE DELETE ON workflows WHEN OLD.campaign_id IS NOT NULL BEGIN
  INSERT INTO delivery_properties (delivery_id, has_own_campaign, campaign_id)
  SELECT id, 1, OLD.campaign_id FROM deliveries WHERE workflow_id = OLD.id
  ON CONFLICT DO UPDATE SET has_own_campaign = 1, campaign_id = excluded.campaign_id WHERE has_own_campaign = 0;
END;
