-- Every policy that was ever published, or was about to be. The truth stands byte for byte, so that it can be
-- exported and published anew; the policy is what was made of it then, by the server of that day.
create table policy_version (
  number        bigint primary key,
  state         text not null check (state in ('PENDING', 'IN_FORCE', 'SUPERSEDED', 'GIVEN_UP')),
  created_at    timestamptz not null,
  decided_at    timestamptz,
  author_kind   text not null,
  author_name   text not null,
  author_origin text not null,
  reason        text not null,
  rolls_back_to bigint references policy_version (number),
  truth         bytea not null,
  truth_hash    text not null,
  policy        text not null,
  policy_hash   text not null,
  text_diff     text not null,
  reach_diff    text not null,
  -- Of one that was given up: a problem's slug.
  outcome       text,
  constraint an_outcome_is_a_failures check ((state = 'GIVEN_UP') = (outcome is not null))
);

-- One publisher at a time, however many servers there are; and one policy in force.
create unique index policy_version_one_pending on policy_version (state) where state = 'PENDING';
create unique index policy_version_one_in_force on policy_version (state) where state = 'IN_FORCE';

-- Policies that Headscale had and we had not published: kept before anything is put in their place.
create table policy_found (
  hash     text primary key,
  found_at timestamptz not null,
  policy   text not null
);

-- What of the file was last acted on, so that a rollback is not undone by the next start.
create table policy_file (
  id        smallint primary key check (id = 1),
  hash      text not null,
  acted_at  timestamptz not null,
  -- Null if it was published.
  refusal   text
);
