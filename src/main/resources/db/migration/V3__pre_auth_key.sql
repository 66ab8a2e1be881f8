-- One row for each key that was ever wanted. The key's text is nowhere: only the 12 characters of
-- its prefix and Headscale's id for it.
create table pre_auth_key (
  id                  uuid primary key,
  tier                text not null check (tier in ('GUEST', 'INFRA', 'ADMIN')),
  subject             text not null,
  state               text not null check (state in ('MINTING', 'LIVE', 'USED', 'EXPIRED', 'REVOKED', 'FAILED')),
  created_at          timestamptz not null,
  -- To the microsecond, and no two rows share one: by it a key is recognised at Headscale, whose
  -- keys carry no description.
  expires_at          timestamptz not null constraint pre_auth_key_expiry_is_its_name unique,
  headscale_id        text,
  prefix              text,
  -- Set when a revocation begins. A row that keeps it past the lease was abandoned by a dead server.
  revoke_requested_at timestamptz,
  ended_at            timestamptz,
  -- Why it is FAILED or REVOKED: a problem's slug or a word of the sweep. Never free text from outside.
  reason              text,
  node_id             text,
  node_name           text,
  node_addresses      text[],
  replaces            uuid references pre_auth_key (id),
  requested_by        text not null,
  idempotency_key     text,
  request_digest      text,
  constraint live_is_known_to_headscale check (state <> 'LIVE' or (headscale_id is not null and prefix is not null))
);

create unique index pre_auth_key_one_open_per_subject
  on pre_auth_key (subject) where state in ('MINTING', 'LIVE');

create unique index pre_auth_key_one_per_idempotency_key
  on pre_auth_key (requested_by, idempotency_key) where idempotency_key is not null and state <> 'FAILED';

create index pre_auth_key_by_subject on pre_auth_key (subject, id);
create index pre_auth_key_by_state on pre_auth_key (state, id);
create index pre_auth_key_by_headscale_id on pre_auth_key (headscale_id);
