-- Appends of several callers in one transaction, each with its own outcome: what one is refused for
-- does not touch the others. No stream, no command and no key may come twice in one call; streams
-- come in the order of their ids.
--
-- Everything that can be seen is checked before anything is written. A stream, command or key that
-- another transaction begins between check and write ends in unique_violation (23505), and a lock
-- that several appends wait for too long in lock_not_available (55P03): nothing was stored, call
-- again, each append in a call of its own, with p_look: without it nobody looks whether a stream
-- that is said to be new is there already, since beginning it again fails anyway. Locks of one kind are taken in the order of their keys,
-- and the kinds in one order, so calls never wait for each other in a circle.
--
-- Per append: p_streams to p_counts (events of that append). Per command: p_carriers (place of its
-- append, from 1) to p_fingerprints. Per claimed key: p_claimants (place of its append) to p_hold.
-- Per event: p_owners (place of its append), p_places (from 1 within it) to p_occurred. The answer has one element an append; outcome is one of
--   stored      version, revision, last_position (0 without events)
--   repeated    detail: the stream of the first run; version: that stream's version after it
--   reused      the command's identity was used for something else
--   conflict    revision: the actual one
--   claim-lost  detail: the key
drop function append;

create function append_many(
  p_streams text[], p_expected bigint[], p_notes text[], p_metadata text[], p_counts int[],
  p_carriers int[], p_tenants text[], p_commands uuid[], p_fingerprints text[],
  p_claimants int[], p_keys text[], p_seen bigint[], p_hold boolean[],
  p_owners int[], p_places int[], p_ids uuid[], p_types text[], p_schemas int[], p_payloads text[],
  p_occurred timestamptz[],
  p_look boolean,
  out outcomes text[], out versions bigint[], out revisions bigint[], out last_positions bigint[],
  out details text[])
language plpgsql
-- One plan for ever, by way of the indexes: a plan made while a table was small must not scan it
-- when it has grown.
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
  n int := cardinality(p_streams);
  found_places int[];
  found_versions bigint[];
  found_revisions bigint[];
  found_recorded timestamptz[];
  last_recorded timestamptz[] := array_fill(null::timestamptz, array[n]);
  known record;
  lost record;
  fresh int := 0;
  moved int := 0;
  positions bigint[];
  now_recorded timestamptz;
  done text; -- takes what functions answer: assigning is cheaper than a query
begin
  -- A stuck append would hold back every reader of the log.
  done := set_config('transaction_timeout', '5s', true);
  if n > 1 then
    -- Nor may one whose stream is held by somebody make its company late: each goes alone then.
    done := set_config('lock_timeout', '500ms', true);
  end if;

  outcomes := array_fill('stored'::text, array[n]);
  versions := array_fill(0::bigint, array[n]);
  revisions := versions;
  last_positions := versions;
  details := array_fill(null::text, array[n]);

  -- The heads: whoever holds them is alone on these streams.
  if p_look or 0 < any (p_expected) then
    select array_agg(h.place), array_agg(h.version), array_agg(h.revision), array_agg(h.recorded_at)
      into found_places, found_versions, found_revisions, found_recorded
      from (
        select u.place, s.version, s.revision, s.recorded_at
          from (select generate_series(1, n) as place) u
          join stream s on s.id = p_streams[u.place]
          order by s.id for update of s) h;
    for i in 1..coalesce(cardinality(found_places), 0) loop
      versions[found_places[i]] := found_versions[i];
      revisions[found_places[i]] := found_revisions[i];
      last_recorded[found_places[i]] := found_recorded[i];
    end loop;
  end if;

  for i in 1..n loop
    if revisions[i] <> p_expected[i] then
      outcomes[i] := 'conflict';
    end if;
  end loop;

  -- The command comes before the revision: a repeated one gets its first outcome, never a conflict.
  if cardinality(p_commands) > 0
    and exists (
      select from command c where c.tenant = any (p_tenants) and c.id = any (p_commands)) then
    for known in
      select p_carriers[u.i] as place, c.fingerprint = p_fingerprints[u.i] as same, c.stream,
          c.version
        from (select generate_series(1, cardinality(p_commands)) as i) u
        join command c on c.tenant = p_tenants[u.i] and c.id = p_commands[u.i]
    loop
      if known.same then
        outcomes[known.place] := 'repeated';
        versions[known.place] := known.version;
        details[known.place] := known.stream;
      else
        outcomes[known.place] := 'reused';
      end if;
    end loop;
  end if;

  -- A key that is not there has version 0, and one that is there never has it again.
  if cardinality(p_keys) > 0 then
    if 0 < any (p_seen) then
      perform from claim c where c.key = any (p_keys) order by c.key for update;
    end if;
    for lost in
      select p_claimants[u.i] as claimant, min(p_keys[u.i]) as key
        from (select generate_series(1, cardinality(p_keys)) as i) u
        left join claim c on c.key = p_keys[u.i]
        where coalesce(c.version, 0) <> p_seen[u.i]
        group by p_claimants[u.i]
    loop
      if outcomes[lost.claimant] = 'stored' then
        outcomes[lost.claimant] := 'claim-lost';
        details[lost.claimant] := lost.key;
      end if;
    end loop;
  end if;

  for i in 1..n loop
    if outcomes[i] = 'stored' then
      if p_expected[i] = 0 then
        fresh := fresh + 1;
      else
        moved := moved + 1;
      end if;
    end if;
  end loop;
  if fresh + moved = 0 then
    return;
  end if;

  if cardinality(p_ids) > 0 then
    done := pg_advisory_xact_lock_shared(fence_key(pg_sequence_last_value('event_position')));
    for i in 1..cardinality(p_ids) loop
      positions[i] := nextval('event_position');
    end loop;
    -- The clock after the positions: what log_horizon says of the time before it rests on that.
    now_recorded := clock_timestamp();
  end if;

  for i in 1..n loop
    if outcomes[i] = 'stored' then
      if p_counts[i] > 0 then
        last_recorded[i] := greatest(now_recorded, last_recorded[i]);
      end if;
      revisions[i] := revisions[i] + 1;
    end if;
  end loop;

  if fresh > 0 then
    insert into stream (id, version, revision, note, recorded_at)
      select p_streams[u.place], p_counts[u.place], 1, p_notes[u.place], last_recorded[u.place]
        from (select generate_series(1, n) as place) u
        where outcomes[u.place] = 'stored' and p_expected[u.place] = 0;
  end if;

  if cardinality(p_commands) > 0 then
    insert into command (tenant, id, carried_out_at, version, stream, fingerprint)
      select p_tenants[u.i], p_commands[u.i], clock_timestamp(),
          versions[p_carriers[u.i]] + p_counts[p_carriers[u.i]], p_streams[p_carriers[u.i]],
          p_fingerprints[u.i]
        from (select generate_series(1, cardinality(p_commands)) as i) u
        where outcomes[p_carriers[u.i]] = 'stored'
        order by p_tenants[u.i], p_commands[u.i];
  end if;

  if cardinality(p_keys) > 0 then
    insert into claim (key, version, holders)
      select p_keys[u.i], 1,
          case when p_hold[u.i] then array[p_streams[p_claimants[u.i]]] else '{}' end
        from (select generate_series(1, cardinality(p_keys)) as i) u
        where p_seen[u.i] = 0 and outcomes[p_claimants[u.i]] = 'stored'
        order by p_keys[u.i];
    if 0 < any (p_seen) then
      update claim c set
        version = c.version + 1,
        holders = array_remove(c.holders, p_streams[p_claimants[u.i]])
          || case when p_hold[u.i] then array[p_streams[p_claimants[u.i]]] else '{}' end
        from (select generate_series(1, cardinality(p_keys)) as i) u
        where c.key = p_keys[u.i] and p_seen[u.i] > 0 and outcomes[p_claimants[u.i]] = 'stored';
    end if;
  end if;

  if moved > 0 then
    update stream s set
      version = s.version + p_counts[u.place],
      revision = s.revision + 1,
      note = p_notes[u.place],
      recorded_at = last_recorded[u.place]
      from (select generate_series(1, n) as place) u
      where s.id = p_streams[u.place] and outcomes[u.place] = 'stored' and p_expected[u.place] > 0;
  end if;

  if positions is not null then
    insert into event (position, version, occurred_at, recorded_at, id, schema_version, stream, type,
        payload, metadata)
      select positions[u.i], versions[p_owners[u.i]] + p_places[u.i], p_occurred[u.i],
          last_recorded[p_owners[u.i]], p_ids[u.i], p_schemas[u.i], p_streams[p_owners[u.i]],
          p_types[u.i], p_payloads[u.i]::json, p_metadata[p_owners[u.i]]::json
        from (select generate_series(1, cardinality(p_ids)) as i) u
        where outcomes[p_owners[u.i]] = 'stored';
    for i in 1..cardinality(p_owners) loop
      if outcomes[p_owners[i]] = 'stored' then
        last_positions[p_owners[i]] := positions[i];
      end if;
    end loop;
  end if;

  for i in 1..n loop
    if outcomes[i] = 'stored' then
      versions[i] := versions[i] + p_counts[i];
    end if;
  end loop;
end $$;
