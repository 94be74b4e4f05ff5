-- Views are built anew beside themselves (ADR 12). The tables that are read stay in the schema they
-- are in; those of another version of a view stand under the same names in a schema of their own,
-- "<view>@<version>". A switch changes their places in one transaction, so that no statement and no
-- entity ever names a version.

-- The versions that there are of a view; none for one that was never built anew.
--   FILLING  takes what the live version has taken
--   HELD     is as far, differs, and waits for the operator's word
--   LIVE     is read
--   KEPT     was read before, and stays until it is dropped
create table view_version (
  view          text collate "C" not null,
  version       int not null,
  state         text collate "C" not null check (state in ('FILLING', 'HELD', 'LIVE', 'KEPT')),
  begun_at      timestamptz not null default clock_timestamp(),
  hold          boolean not null default false,
  done          bigint not null default 0,
  total         bigint not null default 0,
  per_second    bigint not null default 0,
  trouble       text,
  digest_before text,
  digest_after  text,
  only_before   bigint,
  only_after    bigint,
  changed_at    timestamptz not null default clock_timestamp(),
  holder        text,
  held_until    timestamptz not null default '-infinity',
  primary key (view, version)
) with (fillfactor = 50);
create unique index view_version_live on view_version (view) where state = 'LIVE';
create unique index view_version_rebuild on view_version (view) where state in ('FILLING', 'HELD');

-- Empty tables like those that are read, with all but the indexes that only readers need.
create function make_version(p_schema text, p_tables text[]) returns void
language plpgsql as $$
declare
  home text := current_schema();
  here regclass;
  there text;
  options text[];
  one record;
  name text;
begin
  execute format('create schema %I', p_schema);
  foreach name in array p_tables loop
    here := format('%I.%I', home, name)::regclass;
    there := format('%I.%I', p_schema, name);
    execute format('create table %s (like %s including all excluding indexes)', there, here);
    select c.reloptions into options from pg_class c where c.oid = here;
    if options is not null then
      execute format('alter table %s set (%s)', there, array_to_string(options, ', '));
    end if;
    for one in
      select c.conname, pg_get_constraintdef(c.oid) as definition
      from pg_constraint c where c.conrelid = here and c.contype in ('p', 'u', 'x')
    loop
      execute format('alter table %s add constraint %I %s', there, one.conname, one.definition);
    end loop;
    for one in
      select a.privilege_type as privilege,
        case when a.grantee = 0 then 'public' else a.grantee::regrole::text end as grantee
      from pg_class c, aclexplode(c.relacl) a where c.oid = here and a.grantee <> c.relowner
    loop
      execute format('grant %s on %s to %s', one.privilege, there, one.grantee);
    end loop;
  end loop;
end $$;

-- The other indexes, under the names they have: faster once the rows are there. And what the planner
-- wants to know. Again, where a crash came between.
create function finish_version(p_schema text, p_tables text[]) returns void
language plpgsql as $$
declare
  home text := current_schema();
  one record;
  name text;
begin
  foreach name in array p_tables loop
    for one in
      select pg_get_indexdef(i.indexrelid) as definition
      from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indrelid = format('%I.%I', home, name)::regclass
        and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
        and to_regclass(format('%I.%I', p_schema, c.relname)) is null
    loop
      execute replace(one.definition, format(' ON %I.%I ', home, name),
        format(' ON %I.%I ', p_schema, name));
    end loop;
    execute format('analyze %I.%I', p_schema, name);
  end loop;
end $$;

-- Whether a migration changed the tables that are read since those of the version were made.
create function has_same_shape(p_schema text, p_tables text[]) returns boolean
language sql stable as $$
  with shape as (
    select n.nspname as schema, c.relname as "table",
      array_agg(format('%s %s %s %s', a.attname, a.atttypid, a.atttypmod, a.attnotnull)
        order by a.attname) as columns
    from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relname = any (p_tables) and n.nspname in (p_schema, current_schema())
    group by n.nspname, c.relname
  )
  select count(*) = cardinality(p_tables)
  from shape here join shape there
    on there."table" = here."table" and there.schema = p_schema and there.columns = here.columns
  where here.schema = current_schema()
$$;

-- The tables in p_schema are read from now on; those that were are in p_former. Who reads them now
-- ends first, and who comes later waits.
create function switch_version(p_schema text, p_former text, p_tables text[]) returns void
language plpgsql as $$
declare
  home text := current_schema();
  name text;
begin
  execute (
    select 'lock table ' || string_agg(format('%I.%I', home, t), ', ' order by t)
    from unnest(p_tables) t
  );
  execute format('create schema %I', p_former);
  foreach name in array p_tables loop
    execute format('alter table %I.%I set schema %I', home, name, p_former);
    execute format('alter table %I.%I set schema %I', p_schema, name, home);
  end loop;
  begin
    execute format('drop schema %I', p_schema);
  exception when dependent_objects_still_exist then
    null; -- somebody put something of his own there
  end;
end $$;
