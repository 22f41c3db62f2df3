create table credential (
    integration varchar(63) not null,
    number      integer not null,
    basic       boolean not null,
    sealed      text not null,
    service     varchar(63),
    kind        varchar(10),
    name        varchar(100),
    primary key (integration, number)
);
