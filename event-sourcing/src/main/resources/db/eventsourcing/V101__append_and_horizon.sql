-- Positions come from a sequence, so a transaction with a lower position may commit after a higher
-- one is visible. The fence keeps readers from skipping it: before it draws positions, an append
-- takes a shared advisory lock whose key is the sequence's last value, below all it will draw. A
-- reader takes the last value first, then the lowest such lock, then events up to the smaller.
--
-- Fence keys have 0x4748 in their highest 16 bits, so that they meet no other advisory lock.
create function fence_key(last_value bigint) returns bigint
  language sql immutable parallel safe
  return (18248::bigint << 48) | last_value;

-- One transaction, all of it or nothing. Checks come first and write nothing but, for a new stream,
-- its head, which a failed check takes back. outcome is one of
--   stored      version, revision, last_position (0 without events)
--   repeated    detail: the stream of the first run; version: that stream's version after it
--   reused      the command's identity was used for something else
--   conflict    revision: the actual one
--   claim-lost  detail: the key
-- serialization_failure (40001) means that another append of the same command, or of a key nobody
-- had claimed before, came between check and write: nothing was stored, call again.
create function append(
  p_stream text, p_expected bigint, p_note text,
  p_tenant text, p_command uuid, p_fingerprint text,
  p_keys text[], p_seen bigint[], p_hold boolean[],
  p_metadata text,
  p_ids uuid[], p_types text[], p_schemas int[], p_payloads text[], p_occurred timestamptz[],
  out outcome text, out version bigint, out revision bigint, out last_position bigint,
  out detail text)
language plpgsql as $$
declare
  n int := cardinality(p_ids);
  created boolean := false;
  known record;
  last_recorded timestamptz;
  now_recorded timestamptz;
  positions bigint[];
  written bigint;
begin
  -- A stuck append would hold back every reader of the log.
  perform set_config('transaction_timeout', '5s', true);

  -- The head: whoever holds it is alone on this stream.
  loop
    if p_expected = 0 then
      insert into stream (id, version, revision) values (p_stream, 0, 0) on conflict do nothing;
      created := found;
      exit when created;
    end if;
    select s.version, s.revision, s.recorded_at into version, revision, last_recorded
      from stream s where s.id = p_stream for update;
    exit when found or p_expected <> 0;
  end loop;
  version := coalesce(version, 0);
  revision := coalesce(revision, 0);

  -- The command before the revision: a repeated command gets its first outcome, never a conflict.
  if p_command is not null then
    select c.fingerprint, c.stream, c.version into known
      from command c where c.tenant = p_tenant and c.id = p_command;
    if found then
      if created then delete from stream s where s.id = p_stream; end if;
      if known.fingerprint = p_fingerprint then
        outcome := 'repeated';
        detail := known.stream;
        version := known.version;
      else
        outcome := 'reused';
      end if;
      return;
    end if;
  end if;

  if revision <> p_expected then
    outcome := 'conflict';
    return;
  end if;

  -- Claims in the order of their keys, so that two appends never wait for each other.
  if cardinality(p_keys) > 0 then
    perform from claim c where c.key = any (p_keys) order by c.key for update;
    select u.key into detail
      from unnest(p_keys, p_seen) u (key, seen) left join claim c on c.key = u.key
      where coalesce(c.version, 0) <> u.seen order by u.key limit 1;
    if found then
      if created then delete from stream s where s.id = p_stream; end if;
      outcome := 'claim-lost';
      return;
    end if;
    insert into claim as c (key, version, holders)
      select u.key, u.seen + 1, case when u.hold then array[p_stream] else '{}' end
      from unnest(p_keys, p_seen, p_hold) u (key, seen, hold) order by u.key
    on conflict (key) do update set
      version = excluded.version,
      holders = array_remove(c.holders, p_stream) || excluded.holders
      where c.version = excluded.version - 1;
    get diagnostics written = row_count;
    if written < cardinality(p_keys) then
      raise serialization_failure using message = 'a key was claimed for the first time meanwhile';
    end if;
  end if;

  if p_command is not null then
    insert into command (tenant, id, carried_out_at, version, stream, fingerprint)
      values (p_tenant, p_command, clock_timestamp(), version + n, p_stream, p_fingerprint)
      on conflict do nothing;
    if not found then
      raise serialization_failure using message = 'the same command is carried out twice at once';
    end if;
  end if;

  last_position := 0;
  if n > 0 then
    perform pg_advisory_xact_lock_shared(fence_key(q.last_value)) from event_position q;
    for i in 1..n loop
      positions[i] := nextval('event_position');
    end loop;
    last_position := positions[n];
    -- The clock after the positions: what log_horizon says of the time before it rests on that.
    now_recorded := greatest(clock_timestamp(), last_recorded);
    insert into event (position, version, occurred_at, recorded_at, id, schema_version, stream, type,
        payload, metadata)
      select positions[u.place], append.version + u.place, u.occurred, now_recorded, u.id, u.schema,
        p_stream, u.type, u.payload::json, p_metadata::json
      from unnest(p_ids, p_types, p_schemas, p_payloads, p_occurred) with ordinality
        u (id, type, schema, payload, occurred, place)
      order by u.place;
  end if;

  version := version + n;
  revision := revision + 1;
  update stream s set version = append.version, revision = append.revision, note = p_note,
    recorded_at = coalesce(now_recorded, last_recorded) where s.id = p_stream;
  outcome := 'stored';
end $$;

-- How far the log can be read without skipping anything: every event that ever commits with a
-- position up to "position" is visible to a statement that starts after this one. And up to which
-- instant that is everything: every event recorded at or before complete_up_to has such a position,
-- provided the clock does not go back.
--
-- Why the instant holds: an append takes its fence, then its positions, then its recorded_at. One
-- whose fence is not held any more has committed. One that takes its fence later than the last
-- value is read here draws higher positions, and reads its clock later than the clock here. One
-- that holds its fence recorded nothing before its transaction began; when that was is read before
-- the fences, since a backend may go on to its next transaction in between.
create function log_horizon(out "position" bigint, out complete_up_to timestamptz)
language plpgsql as $$
declare
  pids int[];
  began timestamptz[];
  fence bigint;
  holders int[];
begin
  complete_up_to := clock_timestamp() - interval '1 microsecond';
  select q.last_value into "position" from event_position q;
  -- What another role's backend does cannot be seen: then only the transaction timeout says how
  -- long ago it can have begun.
  select array_agg(a.pid), array_agg(case
      when a.xact_start is not null then a.xact_start - interval '1 microsecond'
      when a.state = 'idle' then complete_up_to
      else complete_up_to - interval '5 s' end)
    into pids, began from pg_stat_activity a
    where a.datname = current_database() and a.pid <> pg_backend_pid();
  select min(((l.classid::bigint & 65535) << 32) | l.objid::bigint), array_agg(l.pid)
    into fence, holders from pg_locks l
    where l.locktype = 'advisory' and l.objsubid = 1 and l.granted
      and l.classid::bigint >> 16 = 18248
      and l.database = (select d.oid from pg_database d where d.datname = current_database());
  if fence is not null then
    "position" := least("position", fence);
    select least(complete_up_to, min(a.began)) into complete_up_to
      from unnest(pids, began) a (pid, began) where a.pid = any (holders);
  end if;
end $$;
