-- The id tells commands apart, so comparing it first finds them sooner.
alter table command drop constraint command_pkey, add primary key (id, tenant);

-- The appends of append_many for the usual case, in which nothing stands in the way of any of them:
-- every head is as expected, no command was carried out before, no claim was lost. Where something
-- does, it fails with "in the way" (GC001), unique_violation (23505) or lock_not_available (55P03),
-- nothing was stored, and append_many tells each its outcome. The parameters are those of
-- append_many, commands in the order of tenant and id; and so are the order of locks, the fence, and
-- the clock after the positions.
--
-- Every expression of PL/pgSQL is prepared anew in each transaction, so there are few, and lists of
-- outcomes are left out: what is known of the appends need not be answered. positions has one
-- element an event, versions one for each append to a stream that was there: its version before.
create function append_unhindered(
  p_streams text[], p_expected bigint[], p_notes text[], p_metadata text[], p_counts int[],
  p_carriers int[], p_tenants text[], p_commands uuid[], p_fingerprints text[],
  p_claimants int[], p_keys text[], p_seen bigint[], p_hold boolean[],
  p_owners int[], p_places int[], p_ids uuid[], p_types text[], p_schemas int[], p_payloads text[],
  p_occurred timestamptz[],
  out versions bigint[], out positions bigint[])
language plpgsql
set plan_cache_mode = force_generic_plan
as $$
declare
  n int := cardinality(p_streams);
  added int := cardinality(p_ids);
  known boolean := 0 < any (p_expected);
  found bigint;
  now_recorded timestamptz;
  done text; -- takes what functions answer: assigning is cheaper than a query
begin
  -- A stuck append would hold back every reader of the log, and one whose stream is held by somebody
  -- make its company late.
  done := set_config('transaction_timeout', '5s', true)
    || case when n > 1 then set_config('lock_timeout', '500ms', true) end;

  if known or cardinality(p_keys) > 0 then
    -- A plan made while a table was small must not scan it when it has grown.
    done := set_config('enable_seqscan', 'off', true) || set_config('enable_hashjoin', 'off', true)
      || set_config('enable_mergejoin', 'off', true);
    if known then
      select array_agg(h.version) into versions
        from (
          select s.version, s.revision, p_expected[u.place] as expected
            from (select generate_series(1, n) as place) u
            join stream s on s.id = p_streams[u.place]
            order by s.id for update of s) h
        where h.revision = h.expected;
      if coalesce(cardinality(versions), 0) <> n - cardinality(array_positions(p_expected, 0)) then
        raise exception 'in the way' using errcode = 'GC001';
      end if;
    end if;
    if 0 < any (p_seen) then
      select count(*) into found
        from (
          select c.version, p_seen[u.i] as seen
            from (select generate_series(1, cardinality(p_keys)) as i) u
            join claim c on c.key = p_keys[u.i]
            order by c.key for update of c) h
        where h.version = h.seen;
      if found <> cardinality(p_seen) - cardinality(array_positions(p_seen, 0)) then
        raise exception 'in the way' using errcode = 'GC001';
      end if;
    end if;
  end if;

  if added > 0 then
    done := pg_advisory_xact_lock_shared(fence_key(pg_sequence_last_value('event_position')));
    for i in 1..added loop
      positions[i] := nextval('event_position');
    end loop;
  end if;
  now_recorded := clock_timestamp();

  if 0 = any (p_expected) then
    insert into stream (id, version, revision, note, recorded_at)
      select p_streams[u.place], p_counts[u.place], 1, p_notes[u.place],
          case when p_counts[u.place] > 0 then now_recorded end
        from (select generate_series(1, n) as place) u
        where p_expected[u.place] = 0;
  end if;

  if known then
    update stream s set
      version = s.version + p_counts[u.place],
      revision = s.revision + 1,
      note = p_notes[u.place],
      recorded_at = case when p_counts[u.place] > 0
        then greatest(now_recorded, s.recorded_at) else s.recorded_at end
      from (select generate_series(1, n) as place) u
      where s.id = p_streams[u.place] and p_expected[u.place] > 0;
    if cardinality(p_commands) > 0 then
      insert into command (tenant, id, carried_out_at, version, stream, fingerprint)
        select p_tenants[u.i], p_commands[u.i], now_recorded, s.version, s.id, p_fingerprints[u.i]
          from (select generate_series(1, cardinality(p_commands)) as i) u
          join stream s on s.id = p_streams[p_carriers[u.i]];
    end if;
  elsif cardinality(p_commands) > 0 then
    insert into command (tenant, id, carried_out_at, version, stream, fingerprint)
      select p_tenants[u.i], p_commands[u.i], now_recorded, p_counts[p_carriers[u.i]],
          p_streams[p_carriers[u.i]], p_fingerprints[u.i]
        from (select generate_series(1, cardinality(p_commands)) as i) u;
  end if;

  if cardinality(p_keys) > 0 then
    insert into claim (key, version, holders)
      select p_keys[u.i], 1,
          case when p_hold[u.i] then array[p_streams[p_claimants[u.i]]] else '{}' end
        from (select generate_series(1, cardinality(p_keys)) as i) u
        where p_seen[u.i] = 0
        order by p_keys[u.i];
    if 0 < any (p_seen) then
      update claim c set
        version = c.version + 1,
        holders = array_remove(c.holders, p_streams[p_claimants[u.i]])
          || case when p_hold[u.i] then array[p_streams[p_claimants[u.i]]] else '{}' end
        from (select generate_series(1, cardinality(p_keys)) as i) u
        where c.key = p_keys[u.i] and p_seen[u.i] > 0;
    end if;
  end if;

  if added = 0 then
    return;
  end if;
  if known then
    insert into event (position, version, occurred_at, recorded_at, id, schema_version, stream, type,
        payload, metadata)
      select positions[u.i], s.version - p_counts[p_owners[u.i]] + p_places[u.i], p_occurred[u.i],
          s.recorded_at, p_ids[u.i], p_schemas[u.i], s.id, p_types[u.i], p_payloads[u.i]::json,
          p_metadata[p_owners[u.i]]::json
        from (select generate_series(1, added) as i) u
        join stream s on s.id = p_streams[p_owners[u.i]];
  else
    insert into event (position, version, occurred_at, recorded_at, id, schema_version, stream, type,
        payload, metadata)
      select positions[u.i], p_places[u.i], p_occurred[u.i], now_recorded, p_ids[u.i],
          p_schemas[u.i], p_streams[p_owners[u.i]], p_types[u.i], p_payloads[u.i]::json,
          p_metadata[p_owners[u.i]]::json
        from (select generate_series(1, added) as i) u;
  end if;
end $$;

-- The same for one append of one event that claims nothing, which is what a lone caller mostly has:
-- without lists.
create function append_one(
  p_stream text, p_expected bigint, p_note text, p_metadata text,
  p_tenant text, p_command uuid, p_fingerprint text,
  p_id uuid, p_type text, p_schema int, p_payload text, p_occurred timestamptz,
  out versions bigint[], out positions bigint[])
language plpgsql as $$
declare
  head record;
  drawn bigint;
  version_before bigint := 0;
  now_recorded timestamptz;
  done text;
begin
  done := set_config('transaction_timeout', '5s', true);
  if p_expected > 0 then
    done := set_config('enable_seqscan', 'off', true);
    select s.version, s.recorded_at into head
      from stream s where s.id = p_stream and s.revision = p_expected for update;
    if not found then
      raise exception 'in the way' using errcode = 'GC001';
    end if;
    version_before := head.version;
    versions := array[version_before];
  end if;

  done := pg_advisory_xact_lock_shared(fence_key(pg_sequence_last_value('event_position')));
  drawn := nextval('event_position');
  now_recorded := clock_timestamp();

  if p_expected > 0 then
    now_recorded := greatest(now_recorded, head.recorded_at);
    update stream set
      version = version_before + 1, revision = p_expected + 1, note = p_note,
      recorded_at = now_recorded
      where id = p_stream;
  else
    insert into stream (id, version, revision, note, recorded_at)
      values (p_stream, 1, 1, p_note, now_recorded);
  end if;
  if p_command is not null then
    insert into command (tenant, id, carried_out_at, version, stream, fingerprint)
      values (p_tenant, p_command, now_recorded, version_before + 1, p_stream, p_fingerprint);
  end if;
  insert into event (position, version, occurred_at, recorded_at, id, schema_version, stream, type,
      payload, metadata)
    values (drawn, version_before + 1, p_occurred, now_recorded, p_id, p_schema, p_stream, p_type,
      p_payload::json, p_metadata::json);
  positions := array[drawn];
end $$;
