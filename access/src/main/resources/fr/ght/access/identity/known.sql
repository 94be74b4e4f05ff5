select id, name, erased_at is not null as erased from identity where id = any ($1)
