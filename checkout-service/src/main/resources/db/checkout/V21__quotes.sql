-- Quote versions: one row is one offer of an opportunity as it was at one moment, frozen.
create table quote (
  marketplace_id      uuid        not null,
  quote_id            uuid        not null,
  version             bigint      not null,
  number              bigint      not null,
  name                text        not null,
  status              text        not null check (status in ('OPEN', 'PENDING', 'APPROVED', 'DECLINED', 'REVOKED', 'EXPIRED', 'PURCHASED')),
  created_on          timestamptz not null,
  creator_user_id     uuid        not null,
  creator_company_id  uuid        not null,
  opportunity_id      uuid        not null,
  opportunity_version bigint      not null,
  owner_user_id       uuid        not null,
  owner_company_id    uuid        not null,
  owner_type          text        not null,
  customer_user_id    uuid        not null,
  customer_company_id uuid        not null,
  author_user_id      uuid        not null,
  author_company_id   uuid        not null,
  currency            text        not null,
  heading             jsonb       not null,
  deal                jsonb       not null,
  expires_on          timestamptz not null,
  decision            jsonb,
  primary key (marketplace_id, quote_id)
);
create unique index quote_by_number on quote (marketplace_id, number);
create index quote_by_opportunity on quote (marketplace_id, opportunity_id, number);
create index quote_open on quote (marketplace_id, expires_on) where status in ('OPEN', 'PENDING');

-- Counts a marketplace's quotes.
create table quote_number (
  marketplace_id uuid   not null primary key,
  last           bigint not null
);

-- Links that customers were given: whoever knows the token is the customer. No tenant's, because who opens a link has none;
-- found by the token's hash only.
create table quote_link (
  token_hash     bytea       not null primary key,
  marketplace_id uuid        not null,
  quote_id       uuid        not null,
  expires_on     timestamptz not null
);
create index quote_link_by_expiry on quote_link (expires_on);

select emporium_protect('quote');
select emporium_protect('quote_number');
