create table note (
  marketplace_id uuid not null,
  id             uuid not null,
  text           text not null,
  constraint note_text unique (marketplace_id, text),
  primary key (marketplace_id, id)
);
select emporium_protect('note');
