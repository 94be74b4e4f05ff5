insert into product_machine (asset, establishment, counted, software)
  select asset, establishment, counted, array(select jsonb_array_elements_text(software)::int)
  from jsonb_to_recordset($1::text::jsonb)
    as m (asset text, establishment text, counted boolean, software jsonb)
  order by asset
  on conflict (asset) do update
    set establishment = excluded.establishment, counted = excluded.counted, software = excluded.software
