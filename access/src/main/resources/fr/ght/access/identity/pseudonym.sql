insert into identity (issuer, subject, name) values ($1, $2, $3)
on conflict (issuer, subject) do update set name = coalesce(excluded.name, identity.name)
returning id
