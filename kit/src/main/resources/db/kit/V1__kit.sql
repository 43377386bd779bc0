-- The kit's own tables, in the schema kit. They have no tenants of their own: row-level security does not apply.

-- Events of committed transactions that Kafka has not acknowledged yet; rows of one aggregate have ascending ids.
create table kit.outbox (
  id             bigint generated always as identity primary key,
  event_id       uuid        not null,
  marketplace_id uuid        not null,
  type           text        not null,
  aggregate_type text        not null,
  aggregate_id   text        not null,
  sequence       bigint      not null,
  time           timestamptz not null,
  traceparent    text,
  data           jsonb       not null,
  created_at     timestamptz not null default clock_timestamp()
);

-- The relay's batches touch every row once and delete it: plain vacuuming of this table must keep up.
alter table kit.outbox set (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 2000);

create function kit.wake_relay() returns trigger language plpgsql as $$
begin
  perform pg_notify('emporium_outbox', '');
  return null;
end $$;

create trigger outbox_wakes_relay after insert on kit.outbox for each statement execute function kit.wake_relay();

create table kit.aggregate_sequence (
  marketplace_id uuid   not null,
  aggregate_type text   not null,
  aggregate_id   text   not null,
  sequence       bigint not null,
  primary key (marketplace_id, aggregate_type, aggregate_id)
) with (fillfactor = 80);

-- Events this service has handled.
create table kit.inbox (
  consumer    text        not null,
  source      text        not null,
  event_id    text        not null,
  received_at timestamptz not null default clock_timestamp(),
  primary key (consumer, source, event_id)
);
create index inbox_by_age on kit.inbox (received_at);

-- Every marketplace, as installation last told; in installation's own database written by installation itself.
create table kit.marketplace (
  marketplace_id      uuid   primary key,
  currency            text   not null,
  clock_offset_millis bigint not null default 0,
  sequence            bigint not null default 0
);

create table kit.idempotency (
  marketplace_id uuid        not null,
  client         text        not null,
  key            text        not null,
  operation      text        not null,
  fingerprint    text        not null,
  claimed_at     timestamptz not null default clock_timestamp(),
  status         int,
  headers        jsonb,
  content_type   text,
  body           bytea,
  primary key (marketplace_id, client, key)
);
create index idempotency_by_age on kit.idempotency (claimed_at);

create table kit.job_lease (
  job        text        primary key,
  holder     uuid        not null,
  held_until timestamptz not null,
  next_run   timestamptz not null
);

-- Hides every other marketplace's rows of a table, from its owner too. The table has a column marketplace_id uuid.
create function public.emporium_protect(name text) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', name::regclass);
  execute format('alter table %s force row level security', name::regclass);
  execute format(
    'create policy of_marketplace on %s using (marketplace_id = nullif(current_setting(''emporium.marketplace'', true), '''')::uuid)'
      || ' with check (marketplace_id = nullif(current_setting(''emporium.marketplace'', true), '''')::uuid)', name::regclass);
end $$;
