-- The process that carries the outbox hears of its own commits directly and says so. A commit with a notification takes a lock
-- of the whole server, also while it waits for the disk. Who says nothing (another replica, the version before) notifies as ever.
create or replace function kit.wake_relay() returns trigger language plpgsql as $$
begin
  if current_setting('emporium.carrier', true) is distinct from 'here' then
    perform pg_notify('emporium_outbox', '');
  end if;
  return null;
end $$;
