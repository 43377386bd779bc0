-- developers' shares of card payments, on their way to connected accounts: one row a transaction
create table developer_share (
  marketplace_id uuid not null,
  transaction_id text not null,
  charge text not null,
  state text not null check (state in ('DUE', 'HELD', 'SENT')),
  stripe_id text,
  transfer_id text,
  attempts int not null default 0,
  retry_at timestamptz not null default now(),
  primary key (marketplace_id, transaction_id),
  check ((state = 'SENT') = (transfer_id is not null))
);
create index developer_share_due on developer_share (marketplace_id, retry_at) where state = 'DUE';
create index developer_share_held on developer_share (marketplace_id, transaction_id) where state = 'HELD';
select emporium_protect('developer_share');
