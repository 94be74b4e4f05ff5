-- The invented machines with these numbers.
create or replace function bench_machine(p_from int, p_to int) returns table (
  number int, asset text, finess text, kind text, name text, manufacturer text, model text, serial text, uuid text,
  memory int, system text, version text, software int, state text, network text, recorded timestamptz
) language sql stable as $$
  select m.number, overlay(m.hash placing '4' from 13 for 1)::uuid::text, p.finess, m.kind,
    format('%s-%s-%s-%s',
      case m.kind when 'WORKSTATION' then 'PC' when 'SERVER' then 'SRV' when 'PRINTER' then 'IMP' else 'EQ' end,
      (array['URG','RÉA','BLOC','RADIO','LABO','PHARMA','CARDIO','PÉDIA','ADM','DSI','MATER','GÉRIA'])[1 + m.dice % 12],
      lpad(p.place::text, 4, '0'), lpad((m.number - p.first)::text, 5, '0')),
    maker.name,
    maker.name || ' ' || (array['Série','Modèle','Élan','Opti','Pro'])[1 + m.dice % 5] || ' ' || 100 + m.dice / 7 % 60 * 10,
    upper(substr(m.hash, 1, 10)),
    (overlay(overlay(md5('u' || m.number) placing '4' from 13 for 1) placing 'a' from 17 for 1))::uuid::text,
    case when m.kind in ('WORKSTATION', 'SERVER') then (array[4096, 8192, 8192, 16384, 16384, 32768])[1 + m.dice % 6] end,
    case when m.kind = 'WORKSTATION' then (array['Microsoft Windows 11 Professionnel', 'Microsoft Windows 11 Entreprise',
        'Microsoft Windows 10 Professionnel', 'Debian GNU/Linux'])[1 + least(3, m.dice / 3 % 7 / 2)]
      when m.kind = 'SERVER' then (array['Microsoft Windows Server 2022 Standard', 'Microsoft Windows Server 2019 Standard',
        'Red Hat Enterprise Linux', 'Debian GNU/Linux'])[1 + m.dice % 4] end,
    case when m.kind in ('WORKSTATION', 'SERVER') then format('10.0.%s', 20000 + m.dice % 300) end,
    case when m.kind in ('WORKSTATION', 'SERVER') then 20 + m.dice % 180 else 0 end,
    case when m.dice % 25 = 3 then 'RETIRED' else 'IN_SERVICE' end,
    format('02:%s:%s:%s:%s:%s 10.%s.%s.%s', substr(m.hash, 11, 2), substr(m.hash, 13, 2), substr(m.hash, 15, 2),
      substr(m.hash, 17, 2), substr(m.hash, 19, 2), p.place % 250, m.number / 250 % 250, m.number % 250),
    timestamptz '2024-01-01Z' + m.dice % 1000 * interval '1 day' + m.number * interval '1 millisecond'
  from (
    select n as number, h.hash, h.dice,
      case when h.dice % 100 < 80 then 'WORKSTATION' when h.dice % 100 < 87 then 'PRINTER' when h.dice % 100 < 92 then 'SERVER'
        when h.dice % 100 < 96 then 'NETWORK_DEVICE' when h.dice % 100 < 98 then 'PHONE' when h.dice % 1000 < 990 then 'VIRTUAL_MACHINE'
        when h.dice % 1000 < 998 then 'MEDICAL_DEVICE' else 'OTHER' end as kind
    from generate_series(p_from, p_to - 1) n
      cross join lateral (select md5('m' || n) as hash, ('x' || substr(md5('d' || n), 1, 7))::bit(28)::int as dice) h
  ) m
    join bench_place p on m.number >= p.first and m.number < p.first + p.machines
    cross join lateral (select (array['Dell Inc.','HP','hp','Hewlett-Packard','LENOVO','Lenovo','Fujitsu','Acer','ASUSTeK','Apple',
      'Épsilon','Eizo','Brother','Cisco','Panasonic'])[1 + (m.dice / 11 % 30) / 2] as name) maker
$$
