create table stored_file (
  marketplace_id uuid        not null,
  file_id        text        collate "C" not null,
  name           text        collate "C" not null,
  content_type   text        collate "C" not null,
  size           bigint      not null,
  is_private     boolean     not null,
  hash           jsonb       not null,
  sha256         text        not null,
  uploaded_at    timestamptz not null,
  checked_at     timestamptz not null,
  primary key (marketplace_id, file_id)
);
create index stored_file_by_date on stored_file (marketplace_id, uploaded_at nulls first, file_id);
create index stored_file_by_name on stored_file (marketplace_id, name nulls first, file_id);
create index stored_file_unchecked on stored_file (marketplace_id, checked_at);
select emporium_protect('stored_file');
