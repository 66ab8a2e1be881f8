-- Since when a machine could join with it. From here the sweep counts, not from created_at: a mint may
-- take longer than the lease.
alter table pre_auth_key add column live_since timestamptz;
update pre_auth_key set live_since = created_at where headscale_id is not null;

-- Headscale's ids start again with a new database; the prefix is random and stays a key's own.
create index pre_auth_key_by_prefix on pre_auth_key (prefix);
drop index pre_auth_key_by_headscale_id;

-- A subject belongs to its tier: a guest named like an admin is somebody else.
drop index pre_auth_key_one_open_per_subject;
create unique index pre_auth_key_one_open_per_subject
  on pre_auth_key (tier, subject) where state in ('MINTING', 'LIVE');

-- Which Headscale the keys above are known to. One row at most; none before the first look.
create table headscale_of_record (
  id       smallint primary key default 1 check (id = 1),
  -- The public key by which machines know their Headscale: mkey:<64 hex digits>.
  identity text not null,
  since    timestamptz not null
);
