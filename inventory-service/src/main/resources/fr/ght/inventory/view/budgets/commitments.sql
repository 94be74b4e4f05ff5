-- Of establishments $1 in the years $2, as recorded by $3. Contracts without a known cost are counted in
-- the years in which they hold, or, bought, were signed.
with committed as (
  select r.establishment, y.year, r.budget, y.amount, 0 as unknown
  from contract_row r
  cross join lateral unnest(r.committed_years, r.committed) as y (year, amount)
  where r.establishment = any ($1::text[]) and r.recorded_from <= $3 and r.recorded_to > $3
    and r.signed_on is not null and y.year = any ($2::int[])
  union all
  select r.establishment, y.year, r.budget, 0, 1
  from contract_row r
  join unnest($2::int[]) as y (year)
    on case when r.budget = 'INVESTMENT' then extract(year from r.signed_on) = y.year
       else r.start_on < make_date(y.year + 1, 1, 1) and r.end_on > make_date(y.year, 1, 1) end
  where r.establishment = any ($1::text[]) and r.recorded_from <= $3 and r.recorded_to > $3
    and r.signed_on is not null and cardinality(r.committed_years) = 0 and r.cost is null
)
select establishment, year, budget, sum(amount)::numeric(20, 2) as amount, sum(unknown)::bigint as unknown
from committed
group by establishment, year, budget
