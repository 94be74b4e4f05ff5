-- Interfaces that applications of establishments $1 have said of themselves by $2. $3 is the only
-- application, on either side; $4 the only system outside; $5 the only standard in lower case; $6 the
-- key behind which the page starts, $7 how many.
with found as materialized (
  select r.application, r.establishment, r.function, r.product, r.state,
    i.peer, i.outside, i.standard, i.direction, p.establishment as peer_establishment,
    p.product as peer_product,
    concat_ws(chr(31), r.application, i.standard, i.direction, i.outside::int, i.peer) collate "C" as key
  from application_row r
    cross join lateral jsonb_to_recordset(r.interface_list)
      as i (peer text, outside boolean, standard text, direction text)
    left join application_row p on not i.outside and p.application = i.peer
      and p.recorded_from <= $2 and p.recorded_to > $2 and p.establishment = any ($1::text[])
  where r.establishment = any ($1::text[]) and r.recorded_from <= $2 and r.recorded_to > $2
    and r.interface_list is not null
    and ($3::text is null or r.application = $3 or (not i.outside and i.peer = $3))
    and ($4::text is null or (i.outside and i.peer = $4))
    and ($5::text is null or lower(i.standard) = $5)
)
select found.*, (select count(*) from found) as total from found
where $6::text is null or key > $6 collate "C"
order by key limit $7
