select establishment, count(*) as incidents from incident_row
  where establishment = any ($1) and recorded_from <= $2 and recorded_to > $2
  group by establishment
