-- Products in production at the members of group $1, as recorded by $2, on day $3, that fewer than
-- $4 people are able to maintain: at one establishment, and in the whole group (establishment null).
-- A null number of people: nobody ever said.
with member as (
  select distinct establishment from membership_row
  where ght = $1 and role <> 'PARTNER' and valid_from <= $3 and valid_to > $3
    and recorded_from <= $2 and recorded_to > $2
), running as (
  select a.establishment, a.product_key, min(a.product) as product, count(*) as applications
  from application_row a join member using (establishment)
  where a.state = 'IN_PRODUCTION' and a.recorded_from <= $2 and a.recorded_to > $2
  group by a.establishment, a.product_key
), skilled as (
  select s.establishment, s.product_key,
    coalesce(sum(s.people) filter (
      where s.level = any ($5) and (s.until is null or s.until >= $3)), 0) as able
  from skill_row s join member using (establishment)
  where s.recorded_from <= $2 and s.recorded_to > $2
  group by s.establishment, s.product_key
), of_group as (
  select product_key, sum(able) as able from skilled group by product_key
), found as (
  select r.establishment, r.product, r.product_key, r.applications, 1 as establishments, s.able
  from running r left join skilled s using (establishment, product_key)
  union all
  select null, min(r.product), r.product_key, sum(r.applications), count(*), min(g.able)
  from running r left join of_group g using (product_key)
  group by r.product_key
)
select establishment, product, applications::int, establishments::int, able::int
from found where able is null or able < $4
order by establishment nulls last, product_key
