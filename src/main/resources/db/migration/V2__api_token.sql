-- API tokens for machines. Of the token's text only the hash of its secret part is kept.
create table api_token (
  id           text        primary key check (id ~ '^[a-z2-7]{12}$'),
  name         text        not null,
  secret_hash  bytea       not null check (length(secret_hash) = 32),
  scopes       text        not null,
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  last_used_at timestamptz,
  revoked_at   timestamptz
);
-- A name says who acted, in the audit log too: one token at a time bears it.
create unique index api_token_name on api_token (name) where revoked_at is null;
