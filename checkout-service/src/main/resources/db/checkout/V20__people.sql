-- Names, addresses, the company tree and roles of the people that quotes, leads and opportunities show and are scoped by.
alter table customer_company add column if not exists name text;
alter table customer_company add column if not exists parent_id uuid;
alter table customer_user add column if not exists email text;
alter table customer_user add column if not exists first_name text;
alter table customer_user add column if not exists last_name text;
alter table customer_membership add column if not exists roles text[] not null default '{}';
create index if not exists customer_company_by_parent on customer_company (marketplace_id, parent_id);
create index if not exists customer_user_by_email on customer_user (marketplace_id, lower(email));
create index if not exists customer_membership_by_user on customer_membership (marketplace_id, user_id);
