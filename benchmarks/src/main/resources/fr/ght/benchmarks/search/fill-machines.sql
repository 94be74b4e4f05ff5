-- Machines from a number up to but without another, each as the version that stands. What a number says is the same every time.
insert into asset_row (asset, establishment, kind, name, manufacturer, model, serial, hardware_uuid, memory_mib,
    operating_system, os_version, software_count, state, network, sort_name, search, recorded_from, recorded_to)
  select asset, finess, kind, name, manufacturer, model, serial, uuid, memory, system, version, software, state, network,
    sort_text(name), sort_text(concat_ws(' ', name, manufacturer, model, serial, uuid, system, version, network)),
    recorded, timestamptz '9999-12-31Z'
  from bench_machine(?, ?)
