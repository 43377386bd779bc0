-- Under row-level security an index on lower() serves no query: every look-up of an e-mail address read all users.
drop index app_user_email;
alter table app_user add column email_key text generated always as (lower(email)) stored;
create unique index app_user_email on app_user (marketplace_id, email_key);
