create table saga (
    id          varchar(36) primary key,
    integration varchar(63) not null,
    version     integer not null,
    exchange_id varchar(200) not null,
    letter      varchar(36),
    doing       text,
    undoing     boolean not null,
    cause       text not null,
    undone      text not null,
    given_up    text not null,
    opened      timestamp(6) with time zone not null
);

create index saga_by_letter on saga (letter);

create table outbox (
    id          varchar(36) primary key,
    seq         bigint generated always as identity,
    saga        varchar(36),
    undoes      boolean not null,
    noted       boolean not null,
    integration varchar(63) not null,
    version     integer not null,
    service     varchar(63) not null,
    operation   varchar(200) not null,
    input       text not null,
    asked       text not null,
    attempts    integer not null,
    accepted    timestamp(6) with time zone not null,
    next_try    timestamp(6) with time zone not null,
    last_error  text
);

create index outbox_by_saga on outbox (saga, seq);
create index outbox_by_next_try on outbox (noted, next_try);
create index outbox_by_integration on outbox (integration, seq);
