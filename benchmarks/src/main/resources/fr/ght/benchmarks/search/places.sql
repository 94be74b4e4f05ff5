-- The establishments of the invented country, largest of each group first, and the numbers of their
-- machines: from first to first + machines - 1.
create table if not exists bench_place (
  place    int primary key,
  ght      text not null,
  finess   text not null unique,
  machines int not null,
  first    int not null
)
