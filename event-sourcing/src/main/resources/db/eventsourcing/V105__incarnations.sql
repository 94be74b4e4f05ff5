-- The lives of this log. A log that was brought back in an older state than the one that others have
-- seen lives anew: what it tells from then on must not be taken for the continuation of what it told
-- before (ADR 13).
create table incarnation (
  number     bigint primary key,
  begun_at   timestamptz not null default clock_timestamp(),
  -- Positions up to here are of the lives before.
  after      bigint not null
);
insert into incarnation (number, after) values (1, 0);

-- Begins the next life, above every number that anyone has seen. Each life draws its positions from
-- a range of its own, so that none repeats, whatever was drawn in a future that is lost. There is
-- room for 255 lives of a million million positions: a fence key has 48 bits for them.
create function begin_incarnation(p_seen bigint default 0) returns bigint
language plpgsql as $$
declare
  life bigint;
begin
  lock table incarnation in exclusive mode;
  select greatest(max(i.number), p_seen) + 1 into life from incarnation i;
  if life > 255 then
    raise exception 'a log has 255 lives, and this would be number %', life;
  end if;
  insert into incarnation (number, after) select life, q.last_value from event_position q;
  perform setval('event_position', greatest(life << 40, q.last_value)) from event_position q;
  return life;
end $$;
