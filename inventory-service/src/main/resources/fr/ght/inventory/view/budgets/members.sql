-- Full members of groups $1 on day $2, as recorded by $3.
select distinct ght, establishment
from membership_row
where ght = any ($1::text[]) and role <> 'PARTNER' and recorded_from <= $3 and recorded_to > $3
  and valid_from <= $2 and valid_to > $2
