-- rating is rating_sum / review_count, of approved reviews
alter table app add column review_count int not null default 0;
alter table app add column rating_sum bigint not null default 0;

create table review (
  marketplace_id uuid        not null,
  review_id      text        not null,
  app_id         uuid        not null references app,
  app            text        collate "C" not null,
  app_version    int         not null,
  user_id        text        collate "C" not null,
  headline       text        not null,
  description    text        not null,
  rating         int         not null,
  status         text        collate "C" not null,
  status_reason  text        not null,
  custom_data    jsonb       not null,
  reported_at    timestamptz not null,
  updated_at     timestamptz not null,
  is_deleted     boolean     not null default false,
  version        int         not null,
  primary key (marketplace_id, review_id)
);
create unique index review_of_user on review (marketplace_id, app_id, user_id) where not is_deleted;
create index review_by_app on review (marketplace_id, app, status, reported_at, review_id) where not is_deleted;
create index review_by_user on review (marketplace_id, user_id) where not is_deleted;
create index review_by_status on review (marketplace_id, status, reported_at, review_id) where not is_deleted;
create index review_by_date on review (marketplace_id, reported_at nulls first, review_id) where not is_deleted;

-- An increment is one appended row, so that counting never waits; a job folds them into days and windows.
-- No foreign key: it would lock the app's row for every view of a popular app.
create table statistic_increment (
  marketplace_id uuid   not null,
  increment_id   bigint not null generated always as identity,
  app_id         uuid   not null,
  field          text   not null,
  day            date   not null,
  amount         bigint not null,
  primary key (marketplace_id, increment_id)
);
create index statistic_increment_by_app on statistic_increment (app_id);
create index app_statistic_by_day on app_statistic (marketplace_id, field, day);

-- Every app has a row for each documented field, so that lists sorted by one are read from its index.
create table app_statistic_window (
  marketplace_id uuid    not null,
  app_id         uuid    not null references app,
  field          text    not null,
  month          bigint  not null default 0,
  quarter        bigint  not null default 0,
  total          bigint  not null default 0,
  as_of          date    not null default 'epoch',
  settled        boolean not null default true,
  primary key (app_id, field)
);
create index app_statistic_by_month on app_statistic_window (marketplace_id, field, month desc nulls last, app_id);
create index app_statistic_by_quarter on app_statistic_window (marketplace_id, field, quarter desc nulls last, app_id);
create index app_statistic_by_total on app_statistic_window (marketplace_id, field, total desc nulls last, app_id);
create index app_statistic_ageing on app_statistic_window (marketplace_id, as_of) where not settled;

create function catalog_counters() returns trigger language plpgsql as $$
begin
  insert into app_statistic_window (marketplace_id, app_id, field)
  select new.marketplace_id, new.app_id, field
    from unnest(array['views', 'downloads', 'developerSales', 'totalSales', 'ownerships', 'reviews']) as field;
  return null;
end $$;
create trigger app_counters after insert on app for each row execute function catalog_counters();

-- what was counted before; row-level security would hide it from a migration
alter table app no force row level security;
alter table app_statistic no force row level security;
insert into app_statistic_window (marketplace_id, app_id, field)
  select marketplace_id, app_id, field from app,
    unnest(array['views', 'downloads', 'developerSales', 'totalSales', 'ownerships', 'reviews']) as field;
insert into app_statistic_window as w (marketplace_id, app_id, field, month, quarter, total, settled)
  select marketplace_id, app_id, field, sum(amount), sum(amount), sum(amount), false from app_statistic group by 1, 2, 3
  on conflict (app_id, field) do update
    set month = excluded.month, quarter = excluded.quarter, total = excluded.total, settled = false;
alter table app force row level security;
alter table app_statistic force row level security;

select emporium_protect(name) from unnest(array['review', 'statistic_increment', 'app_statistic_window']) as name;
