-- Of establishments $1 on day $2, as recorded by $3: contracts that run, what of them has to be
-- decided by day $4, and what of those in force is rented and what is bought.
select establishment,
  count(*) filter (where runs) as running,
  count(*) filter (where undecided and due_on < $2) as overdue,
  count(*) filter (where undecided and due_on between $2 and $4) as due_soon,
  count(*) filter (where in_force and kind = 'RENTAL') as rented,
  count(*) filter (where in_force and kind = 'LICENCE_PURCHASE') as bought,
  coalesce(sum(cost) filter (where in_force and kind = 'RENTAL'), 0)::numeric(20, 2)
    as rented_cost,
  coalesce(sum(cost) filter (where in_force and kind = 'LICENCE_PURCHASE'), 0)::numeric(20, 2)
    as bought_cost,
  count(*) filter (
    where in_force and kind in ('RENTAL', 'LICENCE_PURCHASE') and cost is null) as unknown_costs
from (
  select r.establishment, r.kind, r.cost, r.due_on,
    r.state not in ('DRAFT', 'EXPIRED') as runs,
    r.state not in ('DRAFT', 'EXPIRED', 'TERMINATED') as undecided,
    r.signed_on is not null and r.start_on <= $2 and r.end_on > $2 as in_force
  from contract_row r
  where r.establishment = any ($1::text[]) and r.recorded_from <= $3 and r.recorded_to > $3
) c
group by establishment
