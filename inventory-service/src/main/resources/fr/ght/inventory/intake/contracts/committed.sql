-- What signed contracts of establishments $1 commit, but for contract $2, by year and kind; and those
-- contracts (at most $3) that have moved since the list of contracts followed the log, or of which it
-- could not. One statement, so that both are of one instant.
with moved as materialized (
  select distinct substr(e.stream, length('contract/') + 1) as contract
  from event e
  where e.position > coalesce((select c.position from checkpoint c where c.name = 'inventory-contracts'), 0)
    and e.stream like 'contract/%'
  union
  select substr(p.stream, length('contract/') + 1) from parked_stream p
  where p.follower = 'inventory-contracts'
)
select null as moved, r.establishment, y.year, r.budget, sum(y.amount) as amount
from contract_row r
cross join lateral unnest(r.committed_years, r.committed) as y (year, amount)
where r.establishment = any ($1::text[]) and r.recorded_to = '9999-12-31Z' and r.contract <> $2
  and r.signed_on is not null
  and not exists (select from moved m where m.contract = r.contract)
group by r.establishment, y.year, r.budget
union all
(select m.contract, null, null, null, null from moved m where m.contract <> $2 limit $3)
