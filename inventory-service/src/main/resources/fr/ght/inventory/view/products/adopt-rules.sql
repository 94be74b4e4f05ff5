insert into catalogue_rules (ght, number, rules) values ($1, $2, $3)
  on conflict (ght) do update set number = excluded.number, rules = excluded.rules
