-- The list of machines over 1.5 million of them (ADR 27): found in the reader's establishments, and in
-- the order that is asked for, by an index each.

create extension if not exists btree_gin;

-- As the service writes what is sorted: without case and accents.
create function sort_text(p_text text) returns text
language sql immutable parallel safe
return lower(regexp_replace(normalize(coalesce(p_text, ''), nfd), '[\u0300-\u036f]', '', 'g'));

alter table asset_row
  add column sort_manufacturer text collate "C" not null generated always as (sort_text(manufacturer)) stored,
  add column sort_model        text collate "C" not null generated always as (sort_text(model)) stored,
  add column sort_system       text collate "C" not null generated always as (sort_text(operating_system)) stored,
  add column sort_memory       int not null generated always as (coalesce(memory_mib, -1)) stored;

drop index asset_row_recorded_to_sort_name_asset_idx;
drop index asset_row_establishment_recorded_to_sort_name_asset_idx;
drop index asset_row_search_idx;

-- Today's list: the first of each establishment, or of all where there are many.
create index asset_row_here on asset_row (establishment, sort_name, asset)
  include (kind, state) where recorded_to = '9999-12-31Z';
create index asset_row_everywhere on asset_row (sort_name, asset)
  include (establishment, kind, state) where recorded_to = '9999-12-31Z';
-- A past one reads all versions of an establishment's machines, in order.
create index asset_row_past on asset_row (establishment, sort_name, asset, recorded_from);
-- Few distinct values first: the others are skipped for each establishment in turn.
create index asset_row_by_kind on asset_row (kind, establishment, asset)
  include (state) where recorded_to = '9999-12-31Z';
create index asset_row_by_manufacturer on asset_row (sort_manufacturer, establishment, asset)
  include (kind, state) where recorded_to = '9999-12-31Z';
create index asset_row_by_model on asset_row (sort_model, establishment, asset)
  include (kind, state) where recorded_to = '9999-12-31Z';
create index asset_row_by_memory on asset_row (sort_memory, establishment, asset)
  include (kind, state) where recorded_to = '9999-12-31Z';
create index asset_row_by_system on asset_row (sort_system, establishment, asset)
  include (kind, state) where recorded_to = '9999-12-31Z';
create index asset_row_by_software on asset_row (software_count, establishment, asset)
  include (kind, state) where recorded_to = '9999-12-31Z';
create index asset_row_search on asset_row using gin (establishment, search gin_trgm_ops);

-- What is installed is looked for in an establishment, too. Where a machine moved while its software
-- stayed the same, the row is split there.
alter table asset_software_row add column establishment text collate "C";
create temporary table placed_software on commit drop as
  with step as (
    select asset, establishment, recorded_from, recorded_to,
      establishment is distinct from lag(establishment) over (partition by asset order by recorded_from)
        as moved
    from asset_row
  ), stay as (
    select asset, establishment, recorded_from, recorded_to,
      count(*) filter (where moved) over (partition by asset order by recorded_from) as number
    from step
  ), place as (
    select asset, establishment, min(recorded_from) as since, max(recorded_to) as until
    from stay group by asset, establishment, number
  )
  select i.asset, p.establishment, i.software,
    greatest(i.recorded_from, p.since) as recorded_from, least(i.recorded_to, p.until) as recorded_to
  from asset_software_row i
    join place p on p.asset = i.asset and p.since < i.recorded_to and p.until > i.recorded_from;
truncate asset_software_row;
drop index asset_software_row_software_idx;
insert into asset_software_row (asset, establishment, software, recorded_from, recorded_to)
  select asset, establishment, software, recorded_from, recorded_to from placed_software;
alter table asset_software_row alter column establishment set not null;
create index asset_software_row_search on asset_software_row using gin (establishment, software);
