insert into checkpoint (name, position) values ($1, 0), ($2, 0) on conflict (name) do nothing
