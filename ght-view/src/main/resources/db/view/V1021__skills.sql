-- How many people of an establishment have which level of a product; nobody is named.
create table skill_row (
  coverage      text collate "C" not null,
  establishment text collate "C" not null,
  product       text collate "C" not null,
  product_key   text collate "C" not null,
  level         text collate "C" not null,
  people        int not null,
  until         date,
  recorded_from timestamptz not null,
  recorded_to   timestamptz not null,
  primary key (coverage, recorded_from)
);
create index on skill_row (establishment, recorded_to);
