create table latest_row (
  asset         text collate "C" primary key,
  establishment text collate "C" not null,
  version       bigint not null,
  type          text collate "C" not null,
  told_at       timestamptz not null
) with (fillfactor = 70);
create table latest_count (
  establishment text collate "C" not null,
  type          text collate "C" not null,
  told          bigint not null,
  primary key (establishment, type)
) with (fillfactor = 70);
