-- What a cart gained: fees, accredited agents, a pre-authorization, a lock, and when it was touched last.
alter table cart
  add pre_auth_id text,
  add fees        jsonb       not null default '[]',
  add agents      jsonb       not null default '[]',
  add locked      boolean     not null default false,
  add updated_on  timestamptz not null default now();
alter table cart add check (not locked or status = 'ACTIVE');
create index cart_locked on cart (marketplace_id, cart_id) where locked;
create index cart_idle on cart (marketplace_id, updated_on) where status = 'ACTIVE';

-- Whose carts an agent sees: beside the carts' own agents, because a list by agent needs an index.
create table cart_agent (
  marketplace_id uuid not null,
  user_id        uuid not null,
  cart_id        text not null,
  primary key (marketplace_id, user_id, cart_id)
);
create index cart_agent_by_cart on cart_agent (marketplace_id, cart_id);
select emporium_protect('cart_agent');
