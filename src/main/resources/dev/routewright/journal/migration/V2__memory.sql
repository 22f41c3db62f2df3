create table memory (
    integration varchar(63) not null,
    name        varchar(500) not null,
    state       varchar(11) not null,
    owner       varchar(200),
    boot        varchar(36),
    content     text,
    keep_for    bigint not null,
    until       timestamp(6) with time zone not null,
    primary key (integration, name)
);

create index memory_by_owner on memory (owner);
create index memory_by_until on memory (until);
