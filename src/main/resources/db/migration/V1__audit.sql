-- The audit log: rows are added, never changed. Each row's hash covers the row before it, and the
-- head remembers how many there are, so that an edit, a gap or a cut-off end is found.
create table audit_entry (
  seq          bigint      primary key check (seq > 0),
  at           timestamptz not null,
  actor_kind   text        not null,
  actor_name   text        not null,
  actor_origin text        not null,
  action       text        not null,
  target       text        not null,
  -- JSON objects with sorted keys, kept as text: the hash covers these very characters.
  before       text        not null,
  after        text        not null,
  result       text        not null,
  prev_hash    bytea       not null check (length(prev_hash) = 32),
  hash         bytea       not null check (length(hash) = 32)
);
create index audit_entry_target on audit_entry (target, seq);
create index audit_entry_action on audit_entry (action, seq);

-- One row. Whoever appends locks it first, so entries stand in the order of their commits.
create table audit_head (
  only_row boolean primary key default true check (only_row),
  seq      bigint  not null,
  hash     bytea   not null check (length(hash) = 32)
);
insert into audit_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

create function audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only' using errcode = 'restrict_violation';
end
$$;

create function audit_head_steps() returns trigger language plpgsql as $$
begin
  if new.seq <> old.seq + 1 then
    raise exception 'the audit log is append-only' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;

create trigger audit_entry_is_final before update or delete on audit_entry
  for each row execute function audit_refuse();
create trigger audit_entry_stays before truncate on audit_entry
  for each statement execute function audit_refuse();
create trigger audit_head_steps before update on audit_head
  for each row execute function audit_head_steps();
create trigger audit_head_is_one before insert or delete on audit_head
  for each row execute function audit_refuse();
create trigger audit_head_stays before truncate on audit_head
  for each statement execute function audit_refuse();
