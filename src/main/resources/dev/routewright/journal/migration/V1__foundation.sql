create table integration (
    name        varchar(63) primary key,
    last_number integer not null,
    live_number integer,
    paused      boolean not null
);

create table version (
    integration varchar(63) not null references integration (name),
    number      integer not null,
    status      varchar(20) not null,
    source      varchar(20) not null,
    language    varchar(8) not null,
    description text not null,
    answers     text not null,
    clauses     text not null,
    plan        text,
    questions   text not null,
    findings    text not null,
    yaml        text,
    granted     text not null,
    evidence    text not null,
    timings     text not null,
    provenance  text,
    why         text,
    approved    boolean not null,
    created     timestamp(6) with time zone not null,
    changed     timestamp(6) with time zone not null,
    primary key (integration, number)
);

create index version_by_status on version (status);

create table dead_letter (
    id          varchar(36) primary key,
    seq         bigint generated always as identity,
    integration varchar(63) not null,
    version     integer not null,
    exchange_id varchar(200) not null,
    entry       text not null,
    headers     text not null,
    body        ${bytes},
    body_size   bigint,
    step        varchar(200),
    cause       text not null,
    kept        timestamp(6) with time zone not null,
    state       varchar(10) not null,
    replayed    timestamp(6) with time zone,
    outcome     text
);

create index dead_letter_by_integration on dead_letter (integration, seq);

create table service (
    name      varchar(63) primary key,
    document  text not null,
    instances text not null,
    mediation text not null
);

create table journal (
    seq      bigint primary key,
    previous varchar(64) not null unique,
    hash     varchar(64) not null,
    at       varchar(40) not null,
    who      text not null,
    what     text not null,
    subject  text not null,
    detail   text not null
);
