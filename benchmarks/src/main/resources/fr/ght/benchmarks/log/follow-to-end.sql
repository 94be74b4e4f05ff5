insert into checkpoint (name, position) select $1, max(position) from event
