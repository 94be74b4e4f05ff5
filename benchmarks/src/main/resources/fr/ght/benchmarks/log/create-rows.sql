create table if not exists bench_row (stream text collate "C" primary key, version bigint not null, body text not null)
