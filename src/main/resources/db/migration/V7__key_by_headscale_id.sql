-- The gate asks for whom the key was minted that a machine joined with. Not unique: a new Headscale
-- begins again at 1.
create index pre_auth_key_by_headscale_id on pre_auth_key (headscale_id) where headscale_id is not null;
