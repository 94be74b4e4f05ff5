-- How many people of each of the establishments $1 know which product, on day $2, as recorded by $3;
-- and the first day after which fewer of them can be counted on who are able to maintain it.
select establishment, product_key, min(product) as product,
  coalesce(sum(people) filter (where counts and level = 'EXPERT'), 0)::int as experts,
  coalesce(sum(people) filter (where counts and level = 'AUTONOMOUS'), 0)::int as autonomous,
  coalesce(sum(people) filter (where counts and level = 'LEARNING'), 0)::int as learning,
  min(until) filter (where counts and people > 0 and level <> 'LEARNING') as until
from (
  select r.*, r.until is null or r.until >= $2 as counts
  from skill_row r
  where r.establishment = any ($1::text[]) and r.recorded_from <= $3 and r.recorded_to > $3
) s
group by establishment, product_key
