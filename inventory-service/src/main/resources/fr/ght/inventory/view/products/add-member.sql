insert into catalogue_member (ght, establishment) values ($1, $2) on conflict do nothing
