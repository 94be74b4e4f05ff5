select establishment, ght from catalogue_member where establishment = any ($1)
