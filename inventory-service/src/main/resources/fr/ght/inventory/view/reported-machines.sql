-- Workstations and servers in service of establishments $1, as recorded by $2.
select establishment, count(*) as machines
from asset_row
where establishment = any ($1::text[]) and recorded_from <= $2 and recorded_to > $2
  and state = 'IN_SERVICE' and kind in ('WORKSTATION', 'SERVER')
group by establishment
