-- an app belongs to its developer's group too (openchannel.txt:5768): a copy here, so that lists find it by an index
alter table app add group_id text;
create index app_by_group on app (marketplace_id, group_id) where group_id is not null;

create function catalog_group_of_app() returns trigger language plpgsql as $$
begin
  new.group_id := (select d.group_id from developer d
    where d.marketplace_id = new.marketplace_id and d.developer_id = new.developer_id);
  return new;
end $$;
create trigger app_group before insert on app for each row execute function catalog_group_of_app();

create function catalog_apps_of_group() returns trigger language plpgsql as $$
begin
  update app set group_id = new.group_id
    where marketplace_id = new.marketplace_id and developer_id = new.developer_id;
  return null;
end $$;
create trigger developer_group_changed after update of group_id on developer
  for each row when (old.group_id is distinct from new.group_id) execute function catalog_apps_of_group();

-- row-level security would hide these from a migration
alter table app no force row level security;
alter table developer no force row level security;
update app a set group_id = d.group_id from developer d
  where d.marketplace_id = a.marketplace_id and d.developer_id = a.developer_id and d.group_id is not null;
alter table app force row level security;
alter table developer force row level security;
