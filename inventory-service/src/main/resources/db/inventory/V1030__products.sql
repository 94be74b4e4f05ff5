-- Products of a group's catalogue, and on how many machines they are. Filled from the log by
-- ProductsView; a rebuild fills it again.

-- Establishments that ever joined a group: their machines are counted for it.
create table catalogue_member (
  ght           text collate "C" not null,
  establishment text collate "C" not null,
  primary key (ght, establishment)
);
create index on catalogue_member (establishment);

-- The rules that a group has adopted last; none for the shipped ones.
create table catalogue_rules (
  ght    text collate "C" primary key,
  number int not null,
  rules  text not null
);

-- What reported names came out as: products of the catalogue, products that rules know, and what
-- nobody knows (its code begins with a question mark).
create table product_row (
  product       text collate "C" not null,
  ght           text collate "C" not null,
  code          text collate "C" not null,
  name          text not null,
  publisher     text not null,
  cpe           text,
  purl          text,
  endoflife     text collate "C",
  state         text collate "C" not null,
  merged_into   text collate "C",
  sort_name     text collate "C" not null,
  search        text not null,
  recorded_from timestamptz not null,
  recorded_to   timestamptz not null,
  primary key (product, recorded_from)
);
create index on product_row (ght, recorded_to, sort_name, code);
create index on product_row using gin (search gin_trgm_ops);
create index on product_row using gin (name gin_trgm_ops);

create table product_alias_row (
  alias         text collate "C" not null,
  ght           text collate "C" not null,
  alias_key     text collate "C" not null,
  code          text collate "C" not null,
  name          text not null,
  publisher     text,
  recorded_from timestamptz not null,
  recorded_to   timestamptz not null,
  primary key (alias, recorded_from)
);
create index on product_alias_row (ght, recorded_to, code);

-- What each reported software (table software) is in a group, and which rules made it so.
create table software_product_row (
  entry         text collate "C" not null,
  ght           text collate "C" not null,
  software      int not null,
  alias_key     text collate "C" not null,
  outcome       text collate "C" not null,
  code          text collate "C" not null,
  version       text not null,
  reason        text,
  because       text not null,
  recorded_from timestamptz not null,
  recorded_to   timestamptz not null,
  primary key (entry, recorded_from)
);
create index on software_product_row (ght, software) where recorded_to = '9999-12-31Z';
create index on software_product_row (ght, code) where recorded_to = '9999-12-31Z';
create index on software_product_row (ght, alias_key) where recorded_to = '9999-12-31Z';

-- Each machine as it is now, to tell what a change adds to the counts and takes from them.
create table product_machine (
  asset         text collate "C" primary key,
  establishment text collate "C" not null,
  counted       boolean not null,
  software      int[] not null
);
create index on product_machine (establishment);
create index on product_machine using gin (software);

-- How the number of machines with a product in a version changed (ADR 10). A change holds from the
-- next hundredth of a second on, so that machines that report together share a row.
create table product_count_delta (
  ght           text collate "C" not null,
  code          text collate "C" not null,
  version       text collate "C" not null,
  establishment text collate "C" not null,
  at            timestamptz not null,
  delta         int not null,
  primary key (ght, code, version, establishment, at)
);

-- The sum of all of them.
create table product_count (
  ght           text collate "C" not null,
  code          text collate "C" not null,
  version       text collate "C" not null,
  establishment text collate "C" not null,
  machines      bigint not null,
  primary key (ght, code, version, establishment)
) with (fillfactor = 70);
