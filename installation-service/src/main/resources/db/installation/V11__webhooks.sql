-- Webhooks: endpoints, deliveries and their attempts; what is due, in tables without tenants' data (ids and times
-- only), so that a dispatcher sees all marketplaces at once.

alter table marketplace_profile add column sandbox boolean not null default false;

create table webhook (
  endpoint_id       text primary key,
  marketplace_id    uuid not null,
  url               text not null,
  description       text,
  event_types       text[] not null,
  enabled           boolean not null,
  disabled_reason   text,
  secret            bytea not null,
  old_secret        bytea,
  old_secret_until  timestamptz,
  rate_per_second   int not null,
  concurrency       int not null,
  failing_since     timestamptz,
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  version           bigint not null
);
create index webhook_list on webhook (marketplace_id, created_at, endpoint_id);
select emporium_protect('webhook');

create table webhook_delivery (
  delivery_id     uuid primary key,
  marketplace_id  uuid not null,
  endpoint_id     text not null references webhook on delete cascade,
  event_id        text not null,
  event_type      text not null,
  cause           text not null check (cause in ('event', 'resend', 'replay')),
  state           text not null check (state in ('pending', 'delivered', 'failed', 'dropped')),
  attempts        int not null,
  next_attempt_at timestamptz,
  created_at      timestamptz not null,
  ended_at        timestamptz
);
create index webhook_delivery_list on webhook_delivery (marketplace_id, endpoint_id, created_at desc, delivery_id);
select emporium_protect('webhook_delivery');

create table webhook_attempt (
  delivery_id     uuid not null references webhook_delivery on delete cascade,
  number          int not null,
  marketplace_id  uuid not null,
  at              timestamptz not null,
  millis          int not null,
  status          int,
  error           text,
  response        text,
  primary key (delivery_id, number)
);
select emporium_protect('webhook_attempt');

create table webhook_lane (
  endpoint_id      text primary key,
  marketplace_id   uuid not null,
  rate_per_second  int not null,
  concurrency      int not null,
  next_slot        timestamptz not null
);
create index webhook_lane_slot on webhook_lane (next_slot);

-- due_at is on the marketplace's clock, leased_until on the machine's
create table webhook_queue (
  delivery_id     uuid primary key,
  endpoint_id     text not null,
  due_at          timestamptz not null,
  leased_until    timestamptz not null
);
create index webhook_queue_due on webhook_queue (endpoint_id, due_at, delivery_id);

create index platform_event_time on platform_event (marketplace_id, occurred_at, event_id);
