-- Who was refused what by the gate, added up: one row for each, however many the requests.
create table gate_denial (
  who      text not null,
  vhost    text not null,
  reason   text not null,
  count    bigint not null check (count > 0),
  first_at timestamptz not null,
  last_at  timestamptz not null,
  primary key (who, vhost, reason)
);

-- The newest are read, the oldest removed.
create index gate_denial_by_age on gate_denial (last_at);
