-- Every fourth of them once had another system and less memory.
insert into asset_row (asset, establishment, kind, name, manufacturer, model, serial, hardware_uuid, memory_mib,
    operating_system, os_version, software_count, state, network, sort_name, search, recorded_from, recorded_to)
  select asset, finess, kind, name, manufacturer, model, serial, uuid, memory / 2, 'Microsoft Windows 10 Professionnel',
    '10.0.19045', software, 'IN_SERVICE', network,
    sort_text(name),
    sort_text(concat_ws(' ', name, manufacturer, model, serial, uuid, 'Microsoft Windows 10 Professionnel 10.0.19045', network)),
    recorded - interval '400 days', recorded
  from bench_machine(?, ?) where number % 4 = 0
