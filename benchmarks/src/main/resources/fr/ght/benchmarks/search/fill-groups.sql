insert into ght_row (ght, name, recorded_from, recorded_to)
  select distinct ght, 'GHT ' || ght, timestamptz '2016-07-01Z', timestamptz '9999-12-31Z' from bench_place;
insert into membership_row (membership, ght, establishment, name, role, valid_from, valid_to, recorded_from, recorded_to)
  select ght || '/' || finess || '/2016-07-01', ght, finess, 'Établissement ' || place,
    case when row_number() over (partition by ght order by place) = 1 then 'SUPPORT' else 'MEMBER' end,
    '2016-07-01', '9999-12-31', timestamptz '2016-07-01Z', timestamptz '9999-12-31Z'
  from bench_place;
analyze ght_row;
analyze membership_row
