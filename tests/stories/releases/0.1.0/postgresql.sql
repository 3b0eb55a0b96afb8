--
-- PostgreSQL database dump
--

\restrict 6Csk6goJ1lWPAMOesdEINTWt2tvfIC21P8nNkeeED94WojFD7yTfcgEKTBbftOi

-- Dumped from database version 18.6
-- Dumped by pg_dump version 18.6

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: arena; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.arena (
    id character varying(64) NOT NULL,
    name character varying(300) NOT NULL,
    short character varying(60) NOT NULL,
    timezone character varying(64) NOT NULL,
    mandate character varying(30),
    telegram character varying(30) NOT NULL,
    join_mode character varying(30) NOT NULL,
    calendar character varying(320),
    purpose text,
    prepares_for json NOT NULL,
    words json NOT NULL,
    rhythm_days json NOT NULL,
    settings json NOT NULL,
    items_numbered integer NOT NULL,
    ends date,
    succeeded_by character varying(64),
    teams boolean DEFAULT false NOT NULL
);


--
-- Name: arena_file; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.arena_file (
    arena_id character varying(64) NOT NULL,
    facts json NOT NULL,
    loaded_at timestamp with time zone NOT NULL
);


--
-- Name: attachment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.attachment (
    id bigint NOT NULL,
    arena_id character varying(64) NOT NULL,
    item_id bigint,
    meeting_id bigint,
    name character varying(300) NOT NULL,
    size bigint NOT NULL,
    source_file_id character varying(300) NOT NULL,
    version integer NOT NULL,
    state character varying(30) NOT NULL,
    sha256 character varying(64),
    replaced boolean NOT NULL,
    added_at timestamp with time zone NOT NULL,
    added_by_id bigint NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    not_before double precision DEFAULT '0'::double precision NOT NULL,
    lease_until double precision,
    fence integer DEFAULT 0 NOT NULL
);


--
-- Name: attachment_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.attachment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: attachment_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.attachment_id_seq OWNED BY public.attachment.id;


--
-- Name: attendance; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.attendance (
    id bigint NOT NULL,
    arena_id character varying(64) NOT NULL,
    meeting_id bigint NOT NULL,
    generation integer NOT NULL,
    person_id bigint NOT NULL,
    answer character varying(30) NOT NULL,
    away_from time without time zone,
    away_until time without time zone,
    answered_at timestamp with time zone NOT NULL,
    through character varying(30) NOT NULL,
    lack_told_at timestamp with time zone
);


--
-- Name: attendance_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.attendance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: attendance_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.attendance_id_seq OWNED BY public.attendance.id;


--
-- Name: blob; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.blob (
    sha256 character varying(64) NOT NULL,
    content bytea NOT NULL
);


--
-- Name: calendar_link; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.calendar_link (
    id bigint NOT NULL,
    arena_id character varying(64) NOT NULL,
    meeting_id bigint NOT NULL,
    mailbox character varying(320) NOT NULL,
    event_id character varying(400),
    ical_uid character varying(400),
    change_key character varying(200),
    attempt integer NOT NULL,
    wanted json,
    written json,
    base json,
    unsettled json,
    is_let_go boolean NOT NULL,
    asked_at timestamp with time zone,
    due_at timestamp with time zone,
    tries integer DEFAULT 0 NOT NULL,
    lease_until double precision,
    fence integer DEFAULT 0 NOT NULL,
    aliases json,
    remind_at timestamp with time zone,
    over_at timestamp with time zone,
    revision integer DEFAULT 1 NOT NULL
);


--
-- Name: calendar_link_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.calendar_link_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: calendar_link_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.calendar_link_id_seq OWNED BY public.calendar_link.id;


--
-- Name: call_in; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.call_in (
    id bigint NOT NULL,
    arena_id character varying(64) NOT NULL,
    meeting_id bigint NOT NULL,
    generation integer NOT NULL,
    absentee_id bigint NOT NULL,
    deputy_id bigint NOT NULL,
    seats json NOT NULL,
    state character varying(30) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    told_at timestamp with time zone,
    answer_by timestamp with time zone,
    answered_at timestamp with time zone
);


--
-- Name: call_in_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.call_in_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: call_in_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.call_in_id_seq OWNED BY public.call_in.id;


--
-- Name: chat; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.chat (
    id bigint NOT NULL,
    arena_id character varying(64) NOT NULL,
    kind character varying(30) NOT NULL,
    chat_id bigint NOT NULL,
    thread_id bigint,
    title character varying(300) NOT NULL,
    bound_at timestamp with time zone NOT NULL,
    lost_at timestamp with time zone,
    told_about_pin boolean NOT NULL
);


--
-- Name: chat_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.chat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: chat_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.chat_id_seq OWNED BY public.chat.id;


--
-- Name: co_option; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.co_option (
    id bigint NOT NULL,
    arena_id character varying(64) NOT NULL,
    person_id bigint NOT NULL,
    meeting_id bigint,
    item_id bigint,
    presents boolean NOT NULL,
    invited_by_id bigint NOT NULL,
    invited_at timestamp with time zone NOT NULL,
    through character varying(30) NOT NULL,
    withdrawn_by_id bigint,
    withdrawn_at timestamp with time zone
);


--
-- Name: co_option_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.co_option_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: co_option_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.co_option_id_seq OWNED BY public.co_option.id;


--
-- Name: deadline; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.deadline (
    id bigint NOT NULL,
    arena_id character varying(64) NOT NULL,
    meeting_id bigint NOT NULL,
    kind character varying(30) NOT NULL,
    generation integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    useful_until timestamp with time zone NOT NULL,
    planned_late boolean NOT NULL,
    done_at timestamp with time zone,
    outcome character varying(60)
);


--
-- Name: deadline_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.deadline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: deadline_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.deadline_id_seq OWNED BY public.deadline.id;


--
-- Name: dialogue; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dialogue (
    id bigint NOT NULL,
    chat_id bigint NOT NULL,
    telegram_id bigint NOT NULL,
    flow character varying(60) NOT NULL,
    arena_id character varying(64),
    facts json NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    slot character varying(30) NOT NULL
);


--
-- Name: dialogue_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.dialogue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: dialogue_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.dialogue_id_seq OWNED BY public.dialogue.id;


--
-- Name: dispatch; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dispatch (
    id bigint NOT NULL,
    dedupe_key character varying(300) NOT NULL,
    kind character varying(30) NOT NULL,
    chat_id bigint NOT NULL,
    thread_id bigint,
    arena_id character varying(64),
    person_id bigint,
    bound_chat_id bigint,
    text text,
    buttons json NOT NULL,
    file_sha256 character varying(64),
    file_name character varying(300),
    reply_to bigint,
    callback_id character varying(100),
    after_id bigint,
    about character varying(60),
    subject character varying(60),
    silent boolean NOT NULL,
    twice_is_better boolean NOT NULL,
    state character varying(30) NOT NULL,
    lane character varying(110) NOT NULL,
    error character varying(300),
    message_id bigint,
    tries integer DEFAULT 0 NOT NULL,
    copies integer DEFAULT 0 NOT NULL,
    not_before double precision DEFAULT '0'::double precision NOT NULL,
    lease_until double precision,
    fence integer DEFAULT 0 NOT NULL,
    is_told boolean DEFAULT false NOT NULL,
    arrived_at timestamp with time zone,
    letter json,
    promised_at double precision,
    holder character varying(16)
);


--
-- Name: dispatch_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.dispatch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: dispatch_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.dispatch_id_seq OWNED BY public.dispatch.id;


--
-- Name: feed; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.feed (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    number integer NOT NULL,
    secret_hash character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone
);


--
-- Name: feed_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.feed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: feed_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.feed_id_seq OWNED BY public.feed.id;


--
-- Name: history; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.history (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    through character varying(30) NOT NULL,
    verb character varying(60) NOT NULL,
    thing character varying(100) NOT NULL,
    arena_id character varying(64),
    person_id bigint,
    facts json NOT NULL
);


--
-- Name: history_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: history_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.history_id_seq OWNED BY public.history.id;


--
-- Name: inbox; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.inbox (
    id bigint NOT NULL,
    bot_id bigint NOT NULL,
    update_id bigint NOT NULL,
    lane bigint NOT NULL,
    payload text,
    received_at timestamp with time zone NOT NULL,
    state character varying(20) NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    not_before double precision DEFAULT '0'::double precision NOT NULL,
    error character varying(300)
);


--
-- Name: inbox_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.inbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: inbox_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.inbox_id_seq OWNED BY public.inbox.id;


--
-- Name: invitation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.invitation (
    id bigint NOT NULL,
    arena_id character varying(64) NOT NULL,
    secret_hash character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    person_id bigint,
    chat_kind character varying(30),
    used_at timestamp with time zone,
    replaced boolean NOT NULL,
    waits_for bigint,
    instead_of bigint
);


--
-- Name: invitation_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: invitation_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.invitation_id_seq OWNED BY public.invitation.id;


--
-- Name: item; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.item (
    id bigint NOT NULL,
    arena_id character varying(64) NOT NULL,
    number integer NOT NULL,
    title character varying(300) NOT NULL,
    proposer_id bigint,
    proposed_at timestamp with time zone NOT NULL,
    seat_id bigint,
    meeting_id bigint,
    minutes integer,
    description text,
    kind character varying(30),
    presenter_id bigint,
    presenter_name character varying(200),
    diary_number character varying(60),
    standing_key character varying(64),
    awaits_file boolean NOT NULL,
    source_chat_id bigint,
    source_message_id bigint,
    source_line integer NOT NULL,
    state character varying(30) NOT NULL,
    "position" integer,
    reason text,
    is_late boolean NOT NULL,
    changed_by_id bigint,
    revision integer NOT NULL
);


--
-- Name: item_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: item_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.item_id_seq OWNED BY public.item.id;


--
-- Name: lease; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.lease (
    name character varying(40) NOT NULL,
    fence integer NOT NULL,
    lease_until double precision NOT NULL
);


--
-- Name: lift; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.lift (
    id bigint NOT NULL,
    arena_id character varying(64) NOT NULL,
    item_id bigint NOT NULL,
    to_arena_id character varying(64) NOT NULL,
    copy_id bigint,
    lifted_at timestamp with time zone NOT NULL,
    lifted_by_id bigint NOT NULL
);


--
-- Name: lift_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.lift_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: lift_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.lift_id_seq OWNED BY public.lift.id;


--
-- Name: lodging; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.lodging (
    chat_id bigint NOT NULL,
    leave_at timestamp with time zone NOT NULL
);


--
-- Name: mailbox; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.mailbox (
    address character varying(320) NOT NULL,
    look_at timestamp with time zone NOT NULL,
    wait_until timestamp with time zone,
    stumbles integer NOT NULL,
    problem character varying(60),
    minute_began timestamp with time zone,
    mailed integer NOT NULL,
    compared_at timestamp with time zone,
    nudged_at timestamp with time zone,
    subscribed_until timestamp with time zone,
    subscribe_at timestamp with time zone,
    subscription character varying(100),
    subscribed_for character varying(300),
    deafness character varying(60)
);


--
-- Name: meeting; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.meeting (
    id bigint NOT NULL,
    arena_id character varying(64) NOT NULL,
    key character varying(64) NOT NULL,
    starts timestamp without time zone NOT NULL,
    minutes integer NOT NULL,
    kind character varying(30) NOT NULL,
    place character varying(300),
    link character varying(2000),
    state character varying(30) NOT NULL,
    generation integer NOT NULL,
    planned_at timestamp with time zone NOT NULL,
    ready_at timestamp with time zone,
    ready_by_id bigint,
    sent_at timestamp with time zone,
    send_at timestamp with time zone,
    prepares_id bigint,
    joint_key character varying(64),
    choice_key character varying(64),
    changed_by_id bigint,
    revision integer NOT NULL,
    join_link character varying(2000)
);


--
-- Name: meeting_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.meeting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: meeting_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.meeting_id_seq OWNED BY public.meeting.id;


--
-- Name: notice; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.notice (
    id bigint NOT NULL,
    arena_id character varying(64) NOT NULL,
    person_id bigint NOT NULL,
    dedupe_key character varying(300) NOT NULL,
    text text NOT NULL,
    subject character varying(60),
    noted_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    useful_until timestamp with time zone NOT NULL,
    gathered_at timestamp with time zone,
    dispatch_id bigint
);


--
-- Name: notice_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: notice_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.notice_id_seq OWNED BY public.notice.id;


--
-- Name: person; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.person (
    id bigint NOT NULL,
    email character varying(320),
    name character varying(200) NOT NULL,
    telegram_id bigint,
    joined_at timestamp with time zone,
    unreachable_since timestamp with time zone,
    left_at timestamp with time zone
);


--
-- Name: person_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: person_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.person_id_seq OWNED BY public.person.id;


--
-- Name: presence; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.presence (
    chat_id bigint NOT NULL,
    telegram_id bigint NOT NULL,
    is_in boolean NOT NULL
);


--
-- Name: publication; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.publication (
    id bigint NOT NULL,
    arena_id character varying(64) NOT NULL,
    meeting_id bigint NOT NULL,
    kind character varying(30) NOT NULL,
    version integer NOT NULL,
    published_at timestamp with time zone NOT NULL,
    is_preliminary boolean NOT NULL,
    is_late boolean NOT NULL,
    agenda json NOT NULL,
    file_name character varying(300),
    pdf_sha256 character varying(64)
);


--
-- Name: publication_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.publication_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: publication_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.publication_id_seq OWNED BY public.publication.id;


--
-- Name: read_mark; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.read_mark (
    id bigint NOT NULL,
    arena_id character varying(64) NOT NULL,
    meeting_id bigint NOT NULL,
    person_id bigint NOT NULL,
    version integer NOT NULL,
    read_at timestamp with time zone NOT NULL
);


--
-- Name: read_mark_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.read_mark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: read_mark_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.read_mark_id_seq OWNED BY public.read_mark.id;


--
-- Name: recipient; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.recipient (
    id bigint NOT NULL,
    arena_id character varying(64) NOT NULL,
    publication_id bigint NOT NULL,
    person_id bigint NOT NULL,
    way character varying(30) NOT NULL,
    reason character varying(60)
);


--
-- Name: recipient_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.recipient_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: recipient_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.recipient_id_seq OWNED BY public.recipient.id;


--
-- Name: removed_entry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.removed_entry (
    id bigint NOT NULL,
    arena_id character varying(64) NOT NULL,
    digest character varying(64) NOT NULL,
    decision_id bigint NOT NULL
);


--
-- Name: replacement; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.replacement (
    id bigint NOT NULL,
    arena_id character varying(64) NOT NULL,
    seat_id bigint NOT NULL,
    leaver_id bigint,
    name character varying(200),
    email character varying(320),
    newcomer_id bigint,
    begins date NOT NULL,
    body character varying(300),
    decided_on date,
    paragraph character varying(40),
    state character varying(30) NOT NULL,
    reported_by_id bigint NOT NULL,
    reported_at timestamp with time zone NOT NULL,
    registered_by_id bigint,
    registered_at timestamp with time zone,
    changed_at timestamp with time zone,
    remind_at timestamp with time zone,
    ask_at timestamp with time zone,
    kept json NOT NULL,
    changed_by_id bigint,
    revision integer NOT NULL
);


--
-- Name: replacement_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.replacement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: replacement_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.replacement_id_seq OWNED BY public.replacement.id;


--
-- Name: role; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.role (
    id bigint NOT NULL,
    arena_id character varying(64) NOT NULL,
    kind character varying(30) NOT NULL,
    seat_id bigint,
    person_id bigint,
    begins date,
    ends date,
    side character varying(60)
);


--
-- Name: role_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.role_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: role_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.role_id_seq OWNED BY public.role.id;


--
-- Name: seal; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.seal (
    id bigint NOT NULL,
    upto bigint NOT NULL,
    entries integer NOT NULL,
    digest character varying(64) NOT NULL,
    sealed_at timestamp with time zone NOT NULL
);


--
-- Name: seal_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.seal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: seal_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.seal_id_seq OWNED BY public.seal.id;


--
-- Name: seat; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.seat (
    id bigint NOT NULL,
    arena_id character varying(64) NOT NULL,
    key character varying(64) NOT NULL,
    title character varying(300) NOT NULL,
    kind character varying(30) NOT NULL,
    organisation character varying(300),
    side character varying(60),
    network character varying(300),
    stands_in_for json NOT NULL,
    source character varying(300),
    ends date,
    begins date
);


--
-- Name: seat_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.seat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: seat_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.seat_id_seq OWNED BY public.seat.id;


--
-- Name: setting; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.setting (
    name character varying(64) NOT NULL,
    value text NOT NULL
);


--
-- Name: telegram_file; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.telegram_file (
    bot_id bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    name character varying(300) NOT NULL,
    file_id character varying(300) NOT NULL
);


--
-- Name: tenure; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tenure (
    id bigint NOT NULL,
    arena_id character varying(64) NOT NULL,
    seat_id bigint NOT NULL,
    person_id bigint NOT NULL,
    begins date NOT NULL,
    ends date
);


--
-- Name: tenure_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.tenure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: tenure_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.tenure_id_seq OWNED BY public.tenure.id;


--
-- Name: turn; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.turn (
    id bigint NOT NULL,
    arena_id character varying(64) NOT NULL,
    kind character varying(30) NOT NULL,
    side character varying(60) NOT NULL,
    begins date NOT NULL,
    ask_at timestamp with time zone,
    tell_at timestamp with time zone,
    role_id bigint,
    named_by_id bigint,
    named_at timestamp with time zone,
    cut json NOT NULL,
    is_off boolean NOT NULL,
    changed_by_id bigint,
    revision integer NOT NULL
);


--
-- Name: turn_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.turn_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: turn_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.turn_id_seq OWNED BY public.turn.id;


--
-- Name: attachment id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attachment ALTER COLUMN id SET DEFAULT nextval('public.attachment_id_seq'::regclass);


--
-- Name: attendance id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attendance ALTER COLUMN id SET DEFAULT nextval('public.attendance_id_seq'::regclass);


--
-- Name: calendar_link id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calendar_link ALTER COLUMN id SET DEFAULT nextval('public.calendar_link_id_seq'::regclass);


--
-- Name: call_in id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_in ALTER COLUMN id SET DEFAULT nextval('public.call_in_id_seq'::regclass);


--
-- Name: chat id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chat ALTER COLUMN id SET DEFAULT nextval('public.chat_id_seq'::regclass);


--
-- Name: co_option id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.co_option ALTER COLUMN id SET DEFAULT nextval('public.co_option_id_seq'::regclass);


--
-- Name: deadline id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deadline ALTER COLUMN id SET DEFAULT nextval('public.deadline_id_seq'::regclass);


--
-- Name: dialogue id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dialogue ALTER COLUMN id SET DEFAULT nextval('public.dialogue_id_seq'::regclass);


--
-- Name: dispatch id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispatch ALTER COLUMN id SET DEFAULT nextval('public.dispatch_id_seq'::regclass);


--
-- Name: feed id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.feed ALTER COLUMN id SET DEFAULT nextval('public.feed_id_seq'::regclass);


--
-- Name: history id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.history ALTER COLUMN id SET DEFAULT nextval('public.history_id_seq'::regclass);


--
-- Name: inbox id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inbox ALTER COLUMN id SET DEFAULT nextval('public.inbox_id_seq'::regclass);


--
-- Name: invitation id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitation ALTER COLUMN id SET DEFAULT nextval('public.invitation_id_seq'::regclass);


--
-- Name: item id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.item ALTER COLUMN id SET DEFAULT nextval('public.item_id_seq'::regclass);


--
-- Name: lift id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lift ALTER COLUMN id SET DEFAULT nextval('public.lift_id_seq'::regclass);


--
-- Name: meeting id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.meeting ALTER COLUMN id SET DEFAULT nextval('public.meeting_id_seq'::regclass);


--
-- Name: notice id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notice ALTER COLUMN id SET DEFAULT nextval('public.notice_id_seq'::regclass);


--
-- Name: person id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.person ALTER COLUMN id SET DEFAULT nextval('public.person_id_seq'::regclass);


--
-- Name: publication id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.publication ALTER COLUMN id SET DEFAULT nextval('public.publication_id_seq'::regclass);


--
-- Name: read_mark id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.read_mark ALTER COLUMN id SET DEFAULT nextval('public.read_mark_id_seq'::regclass);


--
-- Name: recipient id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recipient ALTER COLUMN id SET DEFAULT nextval('public.recipient_id_seq'::regclass);


--
-- Name: replacement id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.replacement ALTER COLUMN id SET DEFAULT nextval('public.replacement_id_seq'::regclass);


--
-- Name: role id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.role ALTER COLUMN id SET DEFAULT nextval('public.role_id_seq'::regclass);


--
-- Name: seal id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seal ALTER COLUMN id SET DEFAULT nextval('public.seal_id_seq'::regclass);


--
-- Name: seat id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seat ALTER COLUMN id SET DEFAULT nextval('public.seat_id_seq'::regclass);


--
-- Name: tenure id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tenure ALTER COLUMN id SET DEFAULT nextval('public.tenure_id_seq'::regclass);


--
-- Name: turn id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.turn ALTER COLUMN id SET DEFAULT nextval('public.turn_id_seq'::regclass);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.alembic_version VALUES ('0016');


--
-- Data for Name: arena; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.arena VALUES ('syd', 'Samverkan Syd', 'Syd', 'Europe/Stockholm', NULL, 'full', 'open', NULL, NULL, '[]', '{}', '{}', '{}', 0, NULL, NULL, false);
INSERT INTO public.arena VALUES ('norr', 'Samverkan Norr', 'Norr', 'Europe/Stockholm', NULL, 'full', 'open', NULL, NULL, '[]', '{}', '{}', '{}', 3, NULL, NULL, false);


--
-- Data for Name: arena_file; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: attachment; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.attachment VALUES (1, 'norr', 1, NULL, 'budget.pdf', 1000, 'file-2', 1, 'stored', 'ab73a7498abfeb68c8ac84888807c7513da9976ec63e3d71c1575445ea8953b1', false, '2026-11-23 09:00:00+00', 2, 0, 0, NULL, 0);


--
-- Data for Name: attendance; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: blob; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.blob VALUES ('ab73a7498abfeb68c8ac84888807c7513da9976ec63e3d71c1575445ea8953b1', '\x255044462d312e340a312030206f626a3c3c3e3e656e646f626a0a747261696c65723c3c3e3e0a2525454f460a6275646765742e706466');
INSERT INTO public.blob VALUES ('2e733bf77418a1ad53833f17331eb340b7db9d06400cdcd41be56ddbd8a67c30', '\x255044462d312e370a25808080800a0a312030206f626a0a3c3c2f547970652f50616765732f436f756e7420312f4b6964735b3531203020525d3e3e0a656e646f626a0a322030206f626a0a3c3c2f506172656e742035203020522f4e6578742034203020522f5469746c6528312e20427564676574292f44657374203337203020523e3e0a656e646f626a0a332030206f626a0a3c3c2f506172656e742034203020522f5469746c6528322e20536b6f6c736b6a757473292f44657374203338203020523e3e0a656e646f626a0a342030206f626a0a3c3c2f506172656e742035203020522f507265762032203020522f46697273742033203020522f4c6173742033203020522f436f756e74202d312f5469746c653c4645464630303439303036453030364230303646303036443030364430303635303037343030324330303230303045343030364530303645303037353030323030303639303036453030373430303635303032303030363230303635303037323030363530303734303037343e2f44657374203339203020523e3e0a656e646f626a0a352030206f626a0a3c3c2f506172656e742036203020522f46697273742032203020522f4c6173742034203020522f436f756e74202d322f5469746c653c464546463030353030303732303036353030364330303639303036443030363930303645303045343030373230303230303036343030363130303637303036463030373230303634303036453030363930303645303036373e2f44657374203430203020523e3e0a656e646f626a0a362030206f626a0a3c3c2f547970652f4f75746c696e65732f46697273742035203020522f4c6173742035203020522f436f756e7420313e3e0a656e646f626a0a372030206f626a0a3c3c2f547970652f53747275637454726565526f6f742f526f6c654d61703c3c2f4461746574696d652f5370616e2f5465726d732f506172742f5469746c652f502f5374726f6e672f5370616e2f456d2f5370616e3e3e2f4b5b3335203020525d2f506172656e74547265653c3c2f4e756d735b302038203020525d3e3e2f506172656e74547265654e6578744b657920313e3e0a656e646f626a0a382030206f626a0a5b39203020522031302030205220313120302052203133203020522031352030205220313720302052203139203020522032312030205220323420302052203234203020522032352030205220323620302052203238203020522032382030205220333120302052203332203020522033322030205220333320302052203334203020525d0a656e646f626a0a392030206f626a0a3c3c2f547970652f537472756374456c656d2f532f502f50203335203020522f4b5b305d2f5067203531203020523e3e0a656e646f626a0a31302030206f626a0a3c3c2f547970652f537472756374456c656d2f532f48312f50203335203020522f543c464546463030353030303732303036353030364330303639303036443030363930303645303045343030373230303230303036343030363130303637303036463030373230303634303036453030363930303645303036373e2f4b5b315d2f5067203531203020523e3e0a656e646f626a0a31312030206f626a0a3c3c2f547970652f537472756374456c656d2f532f5374726f6e672f50203132203020522f4b5b325d2f5067203531203020523e3e0a656e646f626a0a31322030206f626a0a3c3c2f547970652f537472756374456c656d2f532f4c626c2f50203134203020522f4b5b3131203020525d3e3e0a656e646f626a0a31332030206f626a0a3c3c2f547970652f537472756374456c656d2f532f4c426f64792f50203134203020522f4b5b335d2f5067203531203020523e3e0a656e646f626a0a31342030206f626a0a3c3c2f547970652f537472756374456c656d2f532f4c492f50203233203020522f4b5b313220302052203133203020525d3e3e0a656e646f626a0a31352030206f626a0a3c3c2f547970652f537472756374456c656d2f532f5374726f6e672f50203136203020522f4b5b345d2f5067203531203020523e3e0a656e646f626a0a31362030206f626a0a3c3c2f547970652f537472756374456c656d2f532f4c626c2f50203138203020522f4b5b3135203020525d3e3e0a656e646f626a0a31372030206f626a0a3c3c2f547970652f537472756374456c656d2f532f4c426f64792f50203138203020522f4b5b355d2f5067203531203020523e3e0a656e646f626a0a31382030206f626a0a3c3c2f547970652f537472756374456c656d2f532f4c492f50203233203020522f4b5b313620302052203137203020525d3e3e0a656e646f626a0a31392030206f626a0a3c3c2f547970652f537472756374456c656d2f532f5374726f6e672f50203230203020522f4b5b365d2f5067203531203020523e3e0a656e646f626a0a32302030206f626a0a3c3c2f547970652f537472756374456c656d2f532f4c626c2f50203232203020522f4b5b3139203020525d3e3e0a656e646f626a0a32312030206f626a0a3c3c2f547970652f537472756374456c656d2f532f4c426f64792f50203232203020522f4b5b375d2f5067203531203020523e3e0a656e646f626a0a32322030206f626a0a3c3c2f547970652f537472756374456c656d2f532f4c492f50203233203020522f4b5b323020302052203231203020525d3e3e0a656e646f626a0a32332030206f626a0a3c3c2f547970652f537472756374456c656d2f532f4c2f50203335203020522f415b3c3c2f4f2f4c6973742f4c6973744e756d626572696e672f4e6f6e653e3e5d2f4b5b31342030205220313820302052203232203020525d3e3e0a656e646f626a0a32342030206f626a0a3c3c2f547970652f537472756374456c656d2f532f48322f50203335203020522f5428312e20427564676574292f4b5b3820395d2f5067203531203020523e3e0a656e646f626a0a32352030206f626a0a3c3c2f547970652f537472756374456c656d2f532f5374726f6e672f50203236203020522f4b5b31305d2f5067203531203020523e3e0a656e646f626a0a32362030206f626a0a3c3c2f547970652f537472756374456c656d2f532f502f50203335203020522f4b5b3235203020522031315d2f5067203531203020523e3e0a656e646f626a0a32372030206f626a0a3c3c2f547970652f537472756374456c656d2f532f4c626c2f50203239203020522f4b5b5d3e3e0a656e646f626a0a32382030206f626a0a3c3c2f547970652f537472756374456c656d2f532f4c426f64792f50203239203020522f4b5b31322031335d2f5067203531203020523e3e0a656e646f626a0a32392030206f626a0a3c3c2f547970652f537472756374456c656d2f532f4c492f50203330203020522f4b5b323720302052203238203020525d3e3e0a656e646f626a0a33302030206f626a0a3c3c2f547970652f537472756374456c656d2f532f4c2f50203335203020522f415b3c3c2f4f2f4c6973742f4c6973744e756d626572696e672f436972636c653e3e5d2f4b5b3239203020525d3e3e0a656e646f626a0a33312030206f626a0a3c3c2f547970652f537472756374456c656d2f532f48322f50203335203020522f543c4645464630303439303036453030364230303646303036443030364430303635303037343030324330303230303045343030364530303645303037353030323030303639303036453030373430303635303032303030363230303635303037323030363530303734303037343e2f4b5b31345d2f5067203531203020523e3e0a656e646f626a0a33322030206f626a0a3c3c2f547970652f537472756374456c656d2f532f48332f50203335203020522f5428322e20536b6f6c736b6a757473292f4b5b31352031365d2f5067203531203020523e3e0a656e646f626a0a33332030206f626a0a3c3c2f547970652f537472756374456c656d2f532f502f50203335203020522f4b5b31375d2f5067203531203020523e3e0a656e646f626a0a33342030206f626a0a3c3c2f547970652f537472756374456c656d2f532f5370616e2f50203335203020522f415b3c3c2f4f2f4c61796f75742f506c6163656d656e742f426c6f636b3e3e5d2f4b5b31385d2f5067203531203020523e3e0a656e646f626a0a33352030206f626a0a3c3c2f547970652f537472756374456c656d2f532f446f63756d656e742f502037203020522f4b5b39203020522031302030205220323320302052203234203020522032362030205220333020302052203331203020522033322030205220333320302052203334203020525d3e3e0a656e646f626a0a33362030206f626a0a5b2f4943434261736564203632203020525d0a656e646f626a0a33372030206f626a0a5b3531203020522f58595a203135382e3734303136203632382e33313420305d0a656e646f626a0a33382030206f626a0a5b3531203020522f58595a203135382e3734303136203533312e3039343120305d0a656e646f626a0a33392030206f626a0a5b3531203020522f58595a2037302e3836363134203536342e3031333220305d0a656e646f626a0a34302030206f626a0a5b3531203020522f58595a2037302e3836363134203736322e353920305d0a656e646f626a0a34312030206f626a0a3c3c2f50726f635365745b2f5044462f546578742f496d616765432f496d616765425d2f436f6c6f7253706163653c3c2f6330203336203020523e3e2f466f6e743c3c2f6630203432203020522f6631203435203020522f6632203438203020523e3e3e3e0a656e646f626a0a34322030206f626a0a3c3c2f547970652f466f6e742f537562747970652f54797065302f42617365466f6e742f5a4247454a4e2b4c6962657274696e757353657269662d53656d69626f6c642d4964656e746974792d482f456e636f64696e672f4964656e746974792d482f44657363656e64616e74466f6e74735b3433203020525d2f546f556e69636f6465203533203020523e3e0a656e646f626a0a34332030206f626a0a3c3c2f547970652f466f6e742f537562747970652f434944466f6e7454797065302f42617365466f6e742f5a4247454a4e2b4c6962657274696e757353657269662d53656d69626f6c642f43494453797374656d496e666f3c3c2f52656769737472792841646f6265292f4f72646572696e67284964656e74697479292f537570706c656d656e7420303e3e2f466f6e7444657363726970746f72203434203020522f445720302f575b3020302035303020312031203437352032203220343736203320332038303120342034203532372035203520343631203620362034303120372037203532332038203820353633203920392032353020313020313020373130203131203131203531392031322031322035353020313320313320323839203134203134203238362031352031352034373620313620313620353237203137203137203530382e30303030332031382031382033333120313920313920343031203230203231203439302032322032322034333520323320323320353035203234203236203439302032372032372032343420323820323820343930203239203239203533342033302033302034393020333120333120363230203332203332203535302033332033332033313920333420333420323434203335203335203238395d3e3e0a656e646f626a0a34342030206f626a0a3c3c2f547970652f466f6e7444657363726970746f722f466f6e744e616d652f5a4247454a4e2b4c6962657274696e757353657269662d53656d69626f6c642f466c616773203133313037382f466f6e7442426f785b2d3633202d32333820373834203730305d2f4974616c6963416e676c6520302f417363656e74203839342f44657363656e74202d3234362f436170486569676874203634352f5374656d56203134342e322f434944536574203532203020522f466f6e7446696c6533203534203020523e3e0a656e646f626a0a34352030206f626a0a3c3c2f547970652f466f6e742f537562747970652f54797065302f42617365466f6e742f4753574d54582b4c6962657274696e757353657269662d526567756c61722d4964656e746974792d482f456e636f64696e672f4964656e746974792d482f44657363656e64616e74466f6e74735b3436203020525d2f546f556e69636f6465203536203020523e3e0a656e646f626a0a34362030206f626a0a3c3c2f547970652f466f6e742f537562747970652f434944466f6e7454797065302f42617365466f6e742f4753574d54582b4c6962657274696e757353657269662d526567756c61722f43494453797374656d496e666f3c3c2f52656769737472792841646f6265292f4f72646572696e67284964656e74697479292f537570706c656d656e7420303e3e2f466f6e7444657363726970746f72203437203020522f445720302f575b3020302035303020312031203833392032203220353034203320332033313620342034203434372035203520373032203620362033373220372037203530352e3939393937203820382032373120392039203534322031302031302034353720313120313120323530203132203132203739302031332031332035393720313420313420353431203135203135203236342031362031362033393020313720313720373032203138203138203533312031392032302034363520323120323120353838203232203232203530302032332032332032333620323420323420343933203235203235203232302032362032362035313920323720323720333130203238203238203438352032392032392034393720333020333020353034203331203331203438352033322033322035313220333320333320343238203334203337203436355d3e3e0a656e646f626a0a34372030206f626a0a3c3c2f547970652f466f6e7444657363726970746f722f466f6e744e616d652f4753574d54582b4c6962657274696e757353657269662d526567756c61722f466c616773203133313037382f466f6e7442426f785b30202d32333820383231203830365d2f4974616c6963416e676c6520302f417363656e74203839342f44657363656e74202d3234362f436170486569676874203635382f5374656d562039352e342f434944536574203535203020522f466f6e7446696c6533203537203020523e3e0a656e646f626a0a34382030206f626a0a3c3c2f547970652f466f6e742f537562747970652f54797065302f42617365466f6e742f4f4e504b41512b4c6962657274696e757353657269662d426f6c642d4964656e746974792d482f456e636f64696e672f4964656e746974792d482f44657363656e64616e74466f6e74735b3439203020525d2f546f556e69636f6465203539203020523e3e0a656e646f626a0a34392030206f626a0a3c3c2f547970652f466f6e742f537562747970652f434944466f6e7454797065302f42617365466f6e742f4f4e504b41512b4c6962657274696e757353657269662d426f6c642f43494453797374656d496e666f3c3c2f52656769737472792841646f6265292f4f72646572696e67284964656e74697479292f537570706c656d656e7420303e3e2f466f6e7444657363726970746f72203530203020522f445720302f575b302030203530302031203220353134203320332032343420342034203531345d3e3e0a656e646f626a0a35302030206f626a0a3c3c2f547970652f466f6e7444657363726970746f722f466f6e744e616d652f4f4e504b41512b4c6962657274696e757353657269662d426f6c642f466c616773203133313037382f466f6e7442426f785b30202d313020353030203730305d2f4974616c6963416e676c6520302f417363656e74203839342f44657363656e74202d3234362f436170486569676874203634352f5374656d56203136382e362f434944536574203538203020522f466f6e7446696c6533203630203020523e3e0a656e646f626a0a35312030206f626a0a3c3c2f547970652f506167652f5265736f7572636573203431203020522f4d65646961426f785b302030203539352e32373536203834312e383839385d2f537472756374506172656e747320302f546162732f532f506172656e742031203020522f436f6e74656e7473203631203020523e3e0a656e646f626a0a35322030206f626a0a3c3c2f4c656e6774682031332f46696c7465722f466c6174654465636f64653e3e0a73747265616d0a789cfbffffffff0f000ee704ed0a656e6473747265616d0a656e646f626a0a35332030206f626a0a3c3c2f4c656e677468203530382f547970652f434d61702f46696c7465722f466c6174654465636f64652f574d6f646520303e3e0a73747265616d0a789c6d934d8f9b301086effc8ae901297b48c138816e1445ca17520efba1cdaa3d133c49918241c61cf2ef2bfb75b255d543881ecf9899c78ce36fefc7e95a75279ecaef297df0d08da6e6e9f6a5eaa338de75f5d8b2b6afcc8ad53d3a2ca8375d3db0a5ed6177d08d8de2f8a0ebeba8f89ef3bf940d5f1afd95e06ad0761c6cd74671fcd9d82b2f688205f23dd141b1b68dbd51fa14c5f14f3643d3e90589288ef75a6dbbd635374449a841c9bbe9ea235b3a375a9950894eae6e2432524d6d03f967dd56bddf7cbc0d96db833e772491a5c63e641211251f7c69066b6e34f18d3d91e233226f46b169f48526f766ff0a1ec7bebfb26b9252bfca5af9ffc4c9bf562d5312841fabc192c4d7d2e7ade7f082e4d74ba7ee20d062dd291efaaa6653e90b47cb344dd3152dcbb22c57aee23f7139c7b6d3b9fe5d199f2e56b44cd3b95c79ca3ce50224413bd0cc539183e688cd41396219a8406c03fa01da839e3d652968ed6916621b6496a02d3a0b993bc4b6a03de819547adacf3c097700699a07825f5e80e0578418fc0ab80bf849b80bf8c9b00f7e79c80c7eb015f09381e027d1b5809fc49909f865b015f093e19dce2f732d79829fc4e90af8cd5021835f815806bf194e22835f8653cac2f75bfb5108dfdc0d859bfdc714d6a331acad1f7d3f726ebe1acd8f3bd477bddbe57ffef2ddefb1a3b7f20fde1526b80a656e6473747265616d0a656e646f626a0a35342030206f626a0a3c3c2f4c656e67746820343030352f46696c7465722f466c6174654465636f64652f537562747970652f434944466f6e745479706530433e3e0a73747265616d0a789c9d97795813e7bec793e064506254a6e3c54c9da188b5d6d6f678eaf5d6bad5aa2dd6adad75017161919d200112f60408c9249910088425204b10089084d5e20255eca9b6d656abb6d8da6ad5f6d8cd7abcf6fca6f7a58ff709d4d6dbebb97fdc3f669e799ff779dfdfef7dbfbfe53342c1840902a15038635d5c44746a5a5c72bae28de8d4b8bd4fbf119d1417214f8cf24eaee129fe51a384e6674a04f4240163348ebf25f8a37fcf45971f0da0fe2b009b29100886a6cc14088433a7cd1408eedd930479079824d83bf3ab64b6c04728144b5f7d314a1e111d12159d9c169796f9923c2533352e26362df08faf05cffe65c1d30b9e5df05ce0e6d8e8c03ffc0adc942a8f8f8e4c0b7c313d2d569eaa982f1088044241507e15bfaabaaafa46ed07b5ad56312a3880d39344fa35e43dc944a3c4cf3509447e8d16cecc7166ef239180a8cc522199cc7b481f815020100882bd677cc464349abc47f27abbd8fb3ae12f08f61a582f7847b841142efad9679dcfd5093f6187b1417184b80dff77fc80ef3cdf5b130d9332277deab7c6afc5efae6499e4f4e41727974985d24069a5b47d4ac0949ea92ba6baa67e3d2d2cca38c8ff3028340ef2c1833ec609bcfe974da37af1e7bfd2242c032b2c43566c54ccbf4d7abf90770459601d9bc346cb70b4038e91c83b809b62e9ab9a3e4d067fafc7bfff3bd8fe4f6280f7ffc58fb46ed6ee9f4f2d9cb30549d04420d79f9733a714ce6dafc95e8c8e5cfecaa613df28e9483d46a82a96978571db7c6bcb2df51431e0a8cff99102f157a760064c7ee2d82227b3a766c9e069d909c7a133573b9784d4d1bd9682a38583ba6333a4eb346f6f1d865fbbfd3d77e7df84c740404481eb08c989a32b0f284f52c3dd072d0cd1595650a5a3b5866c051565e83ec4c06c1c829f6f7b7e65d0d68dfb6cd99e5687a39aaed4daea658d9d55ddfdade988a05fcac088b4e0a455094b646b3a63aed14454ff4073673763ea228934656aac32930acb71bafbaa9de71a98776a3129d4b0ae3837dcf6c887cd4aff1f4004b341047340446c853dfc3492d8c8bd8f71c526962662123421ead5055c5c409f0eab36588bb6cb900197e768e38be802162b36e859ad2c0de758cc789973f79e374a82380e6bc24b755cb1894e33a75adc32622becc7ddfd9d556d54b33d751d83d271796e5ebc9ed61af4fae2df569fe73c3dbfad262abdebcd3a5a614e2d75cb2002af36b41baae8ce1e8fdd4539ecfb3632c456a4f46e12e7dd847d601377cfe5075cd099e8420e4bb46696b6ca600ffeb5e642d096cdfb22c3e99e9cd8962dd4e6ed0989b18c34bf3ce39eb04e2db82708540b125cfee5f00a84c223441bbf1aee92353d2dd636b36fa9c962b6c89a7096c38c3bd8a4c8754649904e8f11230a5c6fd65b0c7489c15350abd5c867fc05956244d71360513b4d154ef38c5a0ee34a4d658c03d77198f179362272835112a467b154bcd862b018e843baea84ca04c0d1e18048bb3dbf856ab255f6d919e952cd0908eb8589fd4217e0f002e03efc63202477eedd9b194d2d7ded931f9903a0c31d3565d557636fa2394148341f3d8d4427e7c25367cf357dd2c5a006d84efea3fadd9a06aaa56fdf0b5aa39e651929a259370c01b6f2c23a8f734c7ee21d88e4a791ac9830fd2e7ced4384d7e329d99a042dad6131dd03c27fce797a3e7fc8ad6795b5ca886688c13d36474d055d5e595e62a78877eaec913d545b4373c78174674cec6ef5d6ed8c347b2c2057f5c2536ed8e1b1571895fe5f820824108a36c2524221f8728494676b128ae9fcfb4147f40ac6cd5fe1dcf7cd130af57d0f8a382ca13ccbab7b006e3754b015d9be44afba29ae35a276af6f95dc5c9023db37b6fc28e7ee396794049939ec005ea2e78ae964730ea7a8c93a3003f9c2f2e232d65a6299611c1a76b4d044ff0a87a3cb5167727201e52693c92a6bc4f51c665cce46c5be62940415b3583aaee5f43603ddc0d618ea558ac41969c919a9cacc3c757a6e86de17aee11f987b8d745991b980260e095235b3f322f4e6e400bd9935d31d2c565f51b896913ad87b8220b5e0debd2fd4026f9e269f302bfd7f04112c0211b105a2c6c5daf0bb587b1f22168bcbb38b121e96a53d9ffe765bb6fb97a5336149d64c6b8b0ceaf0f6c13ebb93f29426bdcca0785c9e55945848eb0cf72f7dcbf82e9ffe0bc9c7122d12ff26e75c60d85645d4365a8afaa5b09c75a565fc8275fac384f779fc3431c01fe4cf90a3b3f151099f8aa1d962bd1e53e145665d6d47bd3cb58e1e55e10969f99174ae58a7d36b99719317b91ef785df4deacdc574ae3822d7decaf0344ea8e0ce681896575199db4cb595d734327c1fde5a6defa3abc516b3d9c23870d684195f32c446bd6c9404b1064c811797e82d74b59818e8a9c94f60a44acd415edc27748114a260b28f0b22c9e04b480c73e0998f61daedbbeb610a5a84662f9e8366d29008dbc88f0e2d47b310b14511f3fc5e905ebceabc719a91da5837187ae1709ff01648613d103eb76e90d1b9ea082d9deb4d1add7d1dba4ca74cdddd1f1bba24c1e3076239ad895671586489b2aa5b066fe26c75adc141c1f69320fcfef4ee9f5138b3184d2bda44b12ca6c075669dd51b2e8d86ca9c58194859d25d567fec6f1f2a9074d6965dcfe76498b85c5a8accac9bffc963aff0ff0e44c4d9eff893e46816fea73cfa2389aefc4f41d51c165f9a5dde2ae3cd38d1f540d89efd17518b4a5937dced702aef80c4ff3b90203188883e88818be4a0f982911e8fd5bb899ad59ad51a2ee9b758558f151679b62671cca9070bcb65cef3e772aee1b0a4d2acf2561931807cf90a32be25a5b3b3a5a5b333a5253e3e25259efebdcd5efce758a3dd08820b20f82b088814f5ff6eb77deaff67bf55a91f6cb829ea3f3aae4afd90964b2804281cee92c9cd8a36a7c3d1e65438929253154934844c4f76289c6dcd8e3667aa233949a148a2a5f99ac1fc76f8be1f368f97c22ec0612d8888567e13ff3949743ca045efc3b540c178756eac2d9b5a169e1e1dc18487a7af5f254353af3ffb737f73656737cdeec05c6222a6b3f6a0fd4c19db1eb0c5a26e70ca90085424d18a2af1b898748d927a7dc709f087d9efb9fb1822a6fdc0bef846469a880afa61dd47711920eb028d5b59dfa4f4777dbbfae727afc04210647e439c0fe4dfe009b2d56e77eccf6e8e4ed999bd2f9921461a2a3213cb7752f3feba697ea8635b572a430cec4e92a7c725ca12ea15ad59347169ead6d8e4dd51b205d7e2bf0006e65d005177e405b488262eec8ede51544065a654f6dab9064b25a369682f6ea7bebd7afcc7134a775c2b5361b5592ba872b3566b6688f3817925d6ec668ab83415d58e069136bbd154c398aaca4de5d4c06d7dc88a79912be42bda3e7699da1a1a195d85cd584911230d40c2dbe4bcc8ec7deb9597862e3a5d3d873bc297d05214a5390f970ec374a5ff0d102dbe4cdc8630fedfc8cfc5fbeb2c954c3d5eaa2f51d14fc1423171737122b65813ba9d266e2b33592d93886b39d64e0fa123e2959ee4c1e1a3cd47bbe8b4262c2d59c52aa9bcbcb233de56ace94981d960edf71fbc731b7c0855173c4e1203655b2dbbc2642da6665db3de57dfd8a06fa246be777d7769d55b0bdb99889adc26b7acb7adb665a0236d753ddd63d17b741e9d73c6fea8b8f2cdd4b36bdf5cf3c2f56d8399ccb0caa68c928527a85256a4767e95494b435917ffb75a214482c807222f93e1af1977eb69add6985eaaf5ed305d361d3c78d2d021092e2d35366a4b7d434b120d87647c207eccfcbe91aed2961415e668d52a7a5bf2d2b095515c5e595eb9c6b769e0b8bd92aa34b3618c34747f066f1f110ef3d37de011fe1b325d6fe1b2189dc1a863d85d8571d9aff86aab6c6c0d75d65e5bd241c19be22d28008951decb689e252fe05bdb302c7d1f9efc2734ced05931e92ccd10fcda2fec02b10fffe43552b91f0bdb9d98b5970a796d0404e033f0c1b1eeeaa8043393626e5476501d75cdedc7430791104d9a3b07cd42d3cf2d86a08f4f784e3919699ca62f2b830f1eba9f4f1741044b01271417bd1531178f36a8f40adaa5c5880ee7314ceee84a7f8b021f9874139e83298b2ecd8d8ecdc848662004ff3f138f508ca51ed10aa2d11212dec51b3b1bca9ba8a30757cc453e914b9764e694eecf62a4a1c6cff8fc5effc1ff0cfe0116801f3132c447938a46554b438baddd62b4eaadb4becc60b5c99a5c9e635d7d29cf84e4eedab6997e693946dc7ce231e5ce4d32f8455cd25f7ab2f2986f599e9acba25ececccd8aa6d07f888f7ef55157177df5cbf74f7f2283298f772ca08911e4b776d106461aaa39c83bdf12f6c224780926fa804e437e09533f837c98bd1116a2598173901fda8e167d811e83c94c097f81b4566a0b2a9896b4b655482643581a5a1db2260b5eb802dae13e172d0dd574c35bfd10df25ec050c5603e6c32fe2cf939ccd58a3b5a1a9454be4216b7c572e8b9fff940cc5c0d43d57e0d91ef0bb70341da6a3a5f2f8c23c395d7daeed84db73f6dc29e311b32faa4347c82e4f2b57437d56377747e0dea8983deb7b6185cd5867b231527444037ec2f740e2f3de513261bce877fc51f443d57d7c57affff1afe1a93b8bc097b80d79fc87645b67f2eb3b92d7a289294c692456da52575246113707decb4642442e4d4c894f6facd53055853955295452ba326bcff59433e00f824f20f0d6b2e3af9631c4ed1bddf5171db283091f22315a10f1449cde14d7df57eaae3f75b2da494b8b21f75d612f1fe6d30b03e4263eec5d5c1a9af7169c7907a67d2284b380fbc059d8403ef9fa6b5bb353aa1d7974bd26bb2e914aca54a6efbe157b061ef9fb1d98742be45b3479df669d4ec5d881c6f42d1fb11ecae9e44a86989ab3aa0aac68c34efd762a36822b096362d12076e054a7b59f1a3cbce909467ad9d819df0b87fb21b33fcee5ef658eb52059090491dcd8402a719301038f9848823d676e5cbbbeebc3c75a190e27dcc71dfdc343b2b37bafa19df4f6503629e9712f1479d9b5c8acb7d19d6247a93a89192dc6138a0ad2e86431919ca32f2e62200cce901f8b89f43bc31b166e4c7c0e056cd4d6b4317cea84364bf507349171e84ce6dc1736c7af62de104b6d9a411875c5bbfdaf81089e011131c247004e4221dec7f5196963149b91b2c8fb0fc562497809dbce627515d9090c6ac513f6ee294ea732e2ebae30108b7799068cb471179b9bb0641cb0898124dccc62c4483b8b35194ab39264280d5fddf432f8760dd4380fd37a6f6b3b50e3a8faa6d2d01ef0a659d3e49449510aebe22fb9bc54e603fb3e2579cd9ff190c38c73d898a827c76f620c0f4be86a71af170e47357842ce9f79f407aec7f3d3c378548a8ea099502804faa80f4cfd07199d9a961c5fa76e2e66ca0dcdc5e932657cf8b63cba38cfa4b115fa7e5a35f8e190ecbabc3ed68b6b48d5cf9ff68c03d475903c3ec64f495e7ee2ce7bf9891be7a7255e7e8a0b18fa9df5b578be31d794432fe0cce8d1d7e5e51faca754aa02f9eee1944330cb03d36109430c2092af7d082ffd371d87b9b00a656e6473747265616d0a656e646f626a0a35352030206f626a0a3c3c2f4c656e6774682031332f46696c7465722f466c6174654465636f64653e3e0a73747265616d0a789cfbffffffff3f000ef304f90a656e6473747265616d0a656e646f626a0a35362030206f626a0a3c3c2f4c656e677468203531322f547970652f434d61702f46696c7465722f466c6174654465636f64652f574d6f646520303e3e0a73747265616d0a789c6d934d6fa3301086effc8ad903527ac86243026d1445ca17520efd5053ed9e099e64918241c61cf2ef57f6ebb4d56a0f217a3c33cc3c681cff783b4ed7aa3bf134fb29e89d876e34354fb7cf551fc5f1aeabc796b57d6156aceed16141bde9ea812d6d0fbb836e6c14c7075d5f47c5f79cffa56cf8d2e8af04d783b6e360bb368ae38fc65e7941131c909f890e8ab56dec8dc44314c7bfd80c4da71724a338de6bb5ed5a37dc1025a107256fa6ab8f6ce9dc686542273ab9be914c4935b50de49f755bf5bef8781b2cb7077dee2843961afb90494494bcf3a519acb9d1c40ff6408acf88bc1ac5a6d1179adc87fd163c8e7d7f653724097fca5af9ffc4c9bf542d5312843f4f8325c9afa38f5bcfe105c9efe74edd4162c4ba533cf455cda6d2178e964208b1a2655996e5ca75fc279e15283b9deb3f95f1e972454b2166bb95a7d4539983324fc50c34f394cf4173d495a01c9929a84066a87b043d819e407bd01a24411b4fa9006d110b93ed3ccdc33bf7a090592273eb49ba0f20449181e0b78391845f010709bf0cdd25fcb2100b7e3092f0cb0b10fcb23528f8854cf8a5f093f02b30a7845f1e6681df2c10fc8a40f0cbf17525fce6304ae1976f40f0cb430c7e19faa5c10f93a5c10f1d52f8658f7e4dc23eb88571f7e27343ebd118d6d65f0bbf8e6ef71acd9ff7abef7a57e57ffe62deefb8a3d7f22f0cb62c2f0a656e6473747265616d0a656e646f626a0a35372030206f626a0a3c3c2f4c656e67746820343433392f46696c7465722f466c6174654465636f64652f537562747970652f434944466f6e745479706530433e3e0a73747265616d0a789cad5769781355db4e2859801a24c7d13283338880a28850458b28fbbe6f652b4b4bd740b77449ba40dbb4cd3e599b342db44dba376d96b6a9d01d288b28283bd4ca564045abe0abe2191cbecff74aa1c0fbbafcf9beebca359939733dcf99739fe7b9effb3019830733984ca6df32c18ef08424416c72e2daf00441c45b6bc22393a34312bcef165018354aed8b532ffb32f0a10c42ad7e74f5e58cfa760f6d1ae587fdfe80f53283c1e818fe3283c11c3ae26506e38f3f7cc778877ef61debfdfbde771cc387c964f396ce0e8bdb11be382c3c364990943a372e3e354110199534fae99dffe429fe6ff94ff67f77f4baa8f0d14f3f6bf4aa84b89de1a149a367272745c525244e62300631988cb199166a7641b105be607615d8cd6c3a3b9f830ff5c9ffc37788da77987b68cfb01ea3ef735427e2c36032180cc678ef8a5e20d56ad2bb00efb7bdeebd74f119e3bde9963347318b078d18943ae89c4ff4e089839dac44368f3d82e3c77172a7727543c60e710cdd38f4c0b089c30efbb6fbfef49cf139372f8ef7dbf09ae7df783ef5f9fb237af8e3f9b960288806ff1ba8eea0beeb64aa3ba8b11d3eeac194e2c18a870af657ff330a8133a011cea08dac876caa03f1ded1de2798068dfdef580ff51c7a0b3c88d033a08105efb079b0215f5423a2cae0709a05596a317f1f1c4ad65399700a58fee04dc845f41fc8554b1452a95a649072eb490f69b7b7a81cbe630d06b54d6a58a855e8a4d762a8697ef2c3fac2d3ba47a3f44b4a3f3aeaa18e25912be44a4ca9d0e72908b0940ea1f4f438cda35c23cfc80dcadc595cb03cf4e164e9cacc8435b2918f67b193756479b947651f9865b15e56ab3fc205e50dd43896860d431fee63e56a0d3906cca033e6e908100893a94a9686cddb247151c35db7bfe737f54abfbbf45d6e2f38d704439071a769161c73b2bdcce1c49b0f583f3b81feb2063e47bfb538303e38028f0c4e59bd0c859b6010d27be8237a2ccd5f12bde55501e477dfb4ddfe9a003fd043e04c4468135556da6c9595a252a150942cc4e1472ffe698c47674bbae08f8d70ac8979bbc7673f351bd923cfcc2132383252a5c38fd387d9f36ae35a5a3a4a0f34e24ab3d42021b962614c8e108b97da3f25a0e1178eb9506722ac1c9d4223c369df46f6299d478d1b145a993c5b2ecbc6b3a4125986829b2997287233b546da07e58d96b4c3d04638ccc1acbf0e837a7da817ef20e111b1e9abb1c8105b6734217664b61c4361899265311af2afc77c4d13efd2ac007ae2dac240473811ea6c4d3c8f5d3eec3ae8211466a93e93e4d27be16a04b24ace9acab18666d1fbd9725916c183af4bdcd41d37b3be8f5adce7f36012bc8ac050fa55c8a317d2eb69163d895e4f6f82afd2c3e10ce873abedcb2edc73b4f4fc7594be055b10e8f71b3d88de462f9c3a8666d33c9a0399701d8cb87be32ec1a397948860df8fcb3fd58af9f72ecfec0105701efc1d517a549532331798f44aa536078bcb12662fc8564a35e91a29f7b02c5fb61aa537700232e5cbe5f8e3ca71918da4c7d3a2720d540e77be3e537b0d85040754545aca2cc5f8befc328705339994597904382a315a328ab0f2b28a0a02d494a4d6846cd9b13d2c090705d22c599e1ee505495a73abe03d17dc662f32abc5fcc65e18df03aae1cd0e44af3369c85cae36312f4a8de629f4a441c305bb4a8b5d7b4f180d06f55ea981bb549f5dd28e529b38fd7b68946bb371e04990ccda13aa50e668d20d52ae56abd6620714f9ea0f51fa054eae52998bcb7714edc4166f4f0e0f25828385ab66a3f4f04fa740060eaa1bebad9e7622ff2292a2ccd99389ef8ad8959e8005ae3d0e479c2ff4ecb511adb51f6bad98bb2223c94a14a66b73a3511eed2e11518b8d6a311c714f2de67f7def9d1e500b17431e028338e0b30edd4935ae936973f0b8acd0a7e076c9ccd235fde0662956c806c075f483dbf0b4f9b9a076852e4b770d054d932921222c1796579757d9ca45d5f1387024c6252612bccc121135f2a056ccefbb3cb30706f7800b7019fc1d014dd25ca9d284aaaa948dde2d76fcd3164f93c8573ef90a3be9213d1efb5372e06ed44b74575118c001a76c264b9e09af6f682e6dc4acb68c240b61166be263507aa237c906192e93aa45fa470ce3f1b8bd49f406b54d66e0aed56779934ce074c9db926af1d2b4684b14062e6c5e9bb17015c17b43d2b4a38d1aece0bbaf2ded8653bf044db0a50d8936e4c777600dee22ab8d00d14a8bdc9465e04a73d3241958acaab18580af71e0988faae64c0b085c9368c92cab29b615185546a50e576955867cb4f6e3fc06676b1acdca55c8152a7caa88059ade4c5cb07e213aed88f0accb9ee73c805bf7b134703942fb7132a4b939525c241424c5619b923db5cdb6968b25048f3eca835903207fd703d77a7f2f8c02ed7006fc1d51d9956e9999fb8fe866c8d63d69203bd9407a3cb5ff816e3f30011c70e511ba8d9e7a6b2dd6509db888a0e770a6e5c802e503b05690f5a4c7e350553c8175932e5b7f1585ef700ad5852a0b7ea8adb9a0116b284d5e44d0f338d324b20dff15eb52553f895df728d69f737bf7d977362e4f59b7015728a432a589db941d56b7015bbd41b0258400ed3299345765e1f2f62b1dd4f9c63c311f16df0067e0cf9087507cce4973831b2f655f6a15ce2822f20b499d8900f5b92db24e553397546a543838a310d03eb20fb1a96c503f831eaad786134aa55245c8b74936640571e5668bca8281335f595b2a3fc7dad9f5e6f015c443841390269bae18c0ad9dec243d0d9daa8e27b84dd7a6e9afa1bc0ca503ea9cb0cb2913f37fb90193ef801f7ea1acc8c371def8f94fe29bc976d2ed3afe4cfc47ba44dd3514cee0e496962b5c185cd20587dd381ef61bbd9c085f951b8a812b111b483294789c00fc705651240b406fd422357b5de7cf9c49a201cdd8b0fd8d84508d360be7d1fb4b440f167829ecfb1e50ff3de4210159b2154fe677f5a3ff6c6fafd066e9afa15408079c79ca5effc15dc7e406c52c944707481c4a11f586432de67795a79d83af5c063bdb208ee8366bb784a01ab399d463a0d668502b8d446e5595bc1e3bf273d5ddd39b3d0b2b0850b5b22c746f17dae42e73961ecb79af003748ada4c1c005f95ab7a69e747041953e3aa87003367b51d0d2398ee8ee5dc43541892818dd1c248ac0416d587241be84482ecb3a20ade0829d52438a4a2ae50e48d5c13e667ddfb9be3b7d57fe3ff58a067014222c4daeac2c2dadac4c2e150a93bd7660f58b7f1ae32579f5831a2ae6dfea811b7b40338c91208dad5e1a1f908f843cc153f948f90bf980eb3876dd0535ae556865b84cb55bb57b572429f01d3b50798a82ccc52868a6033903b2109e9e80c56c2abc4dc025ff18da262fcc5a82d2eb380bec8beee23c7fa583ba2866c2c86e1fd8e455887b9c4fc8139a025caf54cbf17582f509efecd064e9242629b7a4a5d450821569130504ddc309887fa692db493779b8adfc994a9effa813fcb35cf06c071cf38551cc87e76f833bf03c5c8d4cdc347f6578468575375e9491b65784a5a4a48977dc101c85cfdffa16f27f5874931e1c1c919d9b4a58e17496bcbe4ed686d99d1a5d1301baf79dced5b1c01de99a40d97a2c2252a38d22047413cb7aa841e7c64e7506d34c82e7543ae06127543bf9f76fc0e82b823b8082af3f188944069264d840ef3cea9cff6ec946f23059efae545ef71d0b7e854187eef5f62dea7ab782d07000d551d17cf030fa45ec4d7a051e15a88cc4f6d39f2367d8e057f8f2d11953e6c4ada027cecfa83c4150f3061f529b6fe2803a722166dc7bab620288d96c5e209d5d0f579f881641a216c65f0aac558bf97567765c9d7d086efeaab80b74dba855d44b484971b1d596b22f5e1894261012e0822d2f73a77515e63f6de5db81e5d1d5f104680a8e4b4c0f16a091d6b8ca0c1c5c9c1cb82b6e6b30faeed5f86e88c1f1a720a36e77456c395e17369f8cc0c0b9e0d404a5229150ed96a864586c54e17eabc1662922f69457e73662b7ae74fdd8baa72ad64e988dd6c202cc6854641b08d06dcbd11548f2317071327deae12b88227f9fb2a0b65a5b88757cac4aaf211a932d7b84e8dc57c2a744be5f73daa9a9a871e1e0820dae841f2393b6a444bc9f7deee4d90a77d767cead01388f3e67bc0fd7dd679ebdef73f61324b63cb1a6a6bcbca626b13c3636313116879d83ff34c65b21712a44147160c0837dd90305bda01a4ea770442a956b4c285cc60175cf78acc4bff3580f7773c254a98a3d38a8ced1ebe516cc60309bf24c668b419d9fcd4d29b34b5dd8bfe0b03bf01dc89b72e9dde0f0b4b868c2188d9455da4d35d8898ed96fd0ecad5327468b4a2bc404d4726c3a73413ecea36f4aee338fdef739baffcf4be245d102114c7252ac16ad98ff95d70565f5821e38991aec55e77e837be96ff5f9e14cce5ff074db333c3dafdf814106a740a732cb7149855d5a871de9286a6c225a5baa3ebd8282efefcffa71dcd68d31db4271d02395cad52a33177c531281d455b6d86bb0935d7369d6b4d871f4e0d428fdbe54425c2c37b851b88463d3992c85388f569488a8518d30d3c9ecebf18173bdcc60bbc3313d7b4c611c65c3492de50efbbecca8423c352f7f8f0d2b2ab7598bb28a45fb8862a1501b8ebd3f690e3d9908ddc849953d3d109da16dec807479e0330eded5bfc0a70efe239d54770de52d2811c12f1b4e8bcbc5709d4727e6ff7a03f44037bc8cdcd0266dd31206a94ded958def5515aa1a27ea242bc94aef720d22b554ca5da75064bc874d828bd8872de6037833fb7e45e88252c292afd1e611e092ac69779f328fab51910a1cf428d264aa048cce63ef5af38cc0fe3549b8c80eb2b9b9fdd903473fdbc1ad1cde1a93889ae4601ae1db500087f8c02fa931c861b92153b4f1037aa35f7a984c9dfef15c18e897da26b71c323e0edfa98a52eddc1943c60cb0f421a931ddba11be409ff1db6d30480b30b3d1506424e048f879c981fc8a23fa918f23c5aa449570a7804c78c2ef8f4fc3cca65ea8edf5f93f9f83790b24ee0cf836b5c5c9ef3c07b3af83668a78300cc95bad2999808df75ff4ca989b41b704c4274917e326a01f6c0b993e69e5febbc93848c9d0499412996e864e68d9cc05cd9f5527ddc69af7e797ba88636ef78993e8fde9add36af195a5af355c478f741e39fe43edf2c5563c5f59409a8cf23679b5e4109717a274c0051530c001231eb1406f0f9c0a27816f7bfbad8c7ced930a72904ed2e372a8ca9e6cc98efe16b9c9295115aacc8afc1c53b625fdc204bf9a304b0a99c955904a2d6e254b496b6dadca3a1024d025e8e29db41ffcc04fae57e8f4a84eadd1e9f05bdfd8eb5c791edd00e849aa3855647804993400fa117962547666526cb44098929c1e9f99a2e0c27f7140df33ecf4cbdfb1138fe64bda291f07b3bed7871af30d2237e5e8b249ee76417072303667c54538040e6afbfcf3e37951513a225e5b986dc36cd505b55d6b3c6fbefe8a3f3d8646cefb43fe27874aae76103c7f898b6a75311b6fc2f09b3e30458274c3215fc2ccbb8937b61f235cc2107b20f6fa5bf4507af368c76b5deb88b86ae79e464c475d458af649b32c44adb06a268da26f2b96edd9884f4bde9c9d8a4d92c09937a1ea444b33c1f3579fa28c2efec16bb32fcdba09e7dc02a74e505188a824d556642f2ecd531a94461c5c501aa5a63cb4a2d27dc1dd99f0e6d2a40dab56e2b3e7b0c0ed09afa507ad42d59d9a3a1cce65d7b528d544c121f325d22ed56768244aeebcb4b484488c5ec06e3b735aafc77ffa8175b46bff81cb2864bc73e0031c9ca27d164c5b49f45b8ae32ee6816b30f29a0f1c0bfb90aa6f4efe044776702d72538e1e1f1fb33c64ed12eef2b9d1933f44e9ed9013da0d5f3a0c416fefd66e7a94302c674f0c9e1d89943a1c6411f663e99b9be841219b362f5be38433cb3495869a0114f92d5f849c838bcf6eb900ee502f53a9c8f9b58726e0a07bdce21533d656ed38114e54a6b3c0edd8ddf1a909c9dc1d9169dbc2d071e703efc3974ef65d3e96d0b9be0e9fb79f05eeb4965d3e781205b7e9e90f83916d0b6bbfb6179ced3d4ab4c6b13e0dafd81284be362b6d1b0ebaf3a856e45479f0d6c0f5dbe2c54474096b5953aea3166da96bf804e7fd1bc746516d0a656e6473747265616d0a656e646f626a0a35382030206f626a0a3c3c2f4c656e67746820392f46696c7465722f466c6174654465636f64653e3e0a73747265616d0a789cfb010000f900f90a656e6473747265616d0a656e646f626a0a35392030206f626a0a3c3c2f4c656e677468203336302f547970652f434d61702f46696c7465722f466c6174654465636f64652f574d6f646520303e3e0a73747265616d0a789c6d52cb6ec23010bce72bb6074b70a07108278422b5814839f010207a0ef6925a22b6653b07febeb29d4055f59044b333bb336b87bc1d4eb30faeae38cbdf291cd1aade309c95db462784ac15eb3b946e87c8918fac5d82368a597450d6eb5a0a9710524b76ef398e9aff249fd80af912780f287beb5497107216ee8e4b98c402844c5073944eb807d06942c8058d154a2e214b08d9485eaace87b3493a78407a308a9dd0c14d486e0627b87adf249b0317cc0d28bc59d7e8d07c7a58875d2d6f0af2a8e2bd1e940000e9115b619d79c024049b02c75b64f686a311b285c918f61779eab5bea30f09345451f2f04dfdf2bba6434887859fd54bdc12b257e9fcd0380c48bfb68a8f208b1199e26875c3d034b2c5644529a505acaaaaaa0aeff8875fc4aeeb8d7d3726a8b3025694e65911d03ca23ca23ca0f926a245e468983b4cf00efe209f2bb1de18942e9c63c8efc30a89cf0bd14afbaef0849b1c7f0a8ff6d50f1bd3d2530a656e6473747265616d0a656e646f626a0a36302030206f626a0a3c3c2f4c656e677468203637342f46696c7465722f466c6174654465636f64652f537562747970652f434944466f6e745479706530433e3e0a73747265616d0a789c454f5b4853711cfe1f77b3799ae43a439c3b67e8da53960d217bc8b08b1296088d203428b7e996e66c17654b6db364e6999739a69bf8e0a42851131d4b191b2e48b09b04458465f89650f4500fbf537fc33815f8f2fdbe0bfcf83e020985882008ea9ca5de6473585a9cf60b269ba5a1e8a4b5d9c807159c92cb67499a53918896228665ff2129c9ffdc893fe6e72a7ff5895408a144b60a21226b9f0aa19d1db280b77e901afe7c210f200141886555e5466bbde9acd1d4e2b0385ca7acad2e9ba5d1ec50ef325df1115d91ae5857a2d69b4deadd4eea1a9bf59ac9e050973b1d66abcd7e08a10c4420c1ad30773a128e404ee8d1f883a01877df97d0d28cde0a6a87dcc39259312928b2401122f772294a8008841012f1abf6fb59d6cf8fe0fb1de461390789f897e751822827ae100f2fb229ee6b8a60539c262560855cefcf9aed5ef187df3405651084321c146d8bb9658a679857e086e0df4cb43d2cc17590a6302f604b2c33de9de556c6d9f61cf082e27b50bec4094046c16f89fc7d3af894a5c3b707bbbd6e9fc741575b2bed258d7ef7f0cd883773f2c95c7f44190ef82e31f895a4b4d6a7efa5bd3dac33d493b9e14ff863b1a5be0d52130ab0516f2053bea41fa81dfc9427337ae3dc4c3c075e80b41828f926f8b997547cc25e77a2bafa701b336c10052646fbc794f2d7cb6f3b30892595b60663dbbdf12e66cce38e36289b5d37dc6d231d510fe39a4b7725952085dc2d60ded43d3f1a60e49b8bd1647a356fd1be86e9c2abe69626dad9ded3da95d739e498591c9d9c0ed0ab23f18159a50c3ff3024324412b48ae50a6e9ebb1d8ecf4fc42d394c1606932d2ff5b12535008c7a14000412ff50d14ebd00d1e9cbda6c594160b711d2e5dc71ad03243dc3b6ae171153e83ef5cd61b8ef541d926f812f33146f607f9092af00a656e6473747265616d0a656e646f626a0a36312030206f626a0a3c3c2f4c656e67746820313132372f46696c7465722f466c6174654465636f64653e3e0a73747265616d0a789ccd58cb6edb3814ddfb2bd87606a816a6eee5e513080a3469063383069822deb55dd86edc0688ed8ca30ed0bf1f482625510f264e9ca21bf12189ba8fc3732e95bfdd15d7abf9b23839c9df16c57cf9edeacbc77cb6bdfd9c5f7e5f143f6eaff23fafe65fae76f9acecff33ff7abd9917d7dbcd9b37a7efce26e71767f9e5ed7c7372925f9cfdf58ec17efa5f860c18b0293203dc6a8d92194ddc09ab155baef325b0e51d038e484628e91870210d286b05034eda6a61a46677cbcde474c680cd76f90a18229bad9aa5cb66b6fef8fa13007c0240df0adf926f65a6c223cab7dab7a6b9b57f6b515d8beabad9dfc1b08ecea6223cadb3cfb3bf27e7b3c9875e08301102d25c760250f94c4a967d814a5b4d6557221a2d6d3702428d476055dbd6f177e71d095e5334debb0c68a2d8ec430002e2a00acc0c070020081f69e213bdb218fa88c0386e2df055f07a3fffb1fd5e2402889a6b21946e87d0d510724a388925829c2ed1e4caf0558bac9954c4952462c06e9a81266e84b2c86e18b406936f93d5314dbc1fe60cb9508d056b368d276efc44697de8b4ac6c0350e4efe79bafafeffe9b5e9e673d43ade2408e0cd3ae34d4467652193f34a6320e8c9554da296314e2a3f7e160eed9e9459f47a867370ac98d9012070d3f681bdde740cd12990d53668c1d20c237c8684fac1e1689b6e3f281c9b3c851c2b193b78b9c3107244ca5123660ec81bc974c9810e34c2d688cc8229af379136a90fc543635613ddd014958df64d31199f1ab915f8db03316eda73cd23c65130d5949a1a5ce8aa1559de7f5d8f3e338d40fc4a1565c2b717412419d4d31e4d04b53d87175460f80a749c173c08763f289875a03a79a06068533c0b906c4d324530bc3c94ad7f6ce7875046e5ce95cd9b3e8ca64a92099a5c6accbb5aa5e4b327b13fbf18818d97ee04973d0c239a611b83212e4538841a4225f6f9471a0bbbe814a712301f5b31b1898a1c237eba0a05f69055e1122517d4272e336b0285d43f704d7c463cb80fb45101335b472861339508fa11c488125f0ca90867be54f982c0670643d8e9493dc92c063b3a497abc5104d7aa10a2393307da0d8b28e0b4923a61f931c836607350c5aee75b0d1db009bae8689469bc33ba9ed8e32012d293991154fd9ede3e7b3179dda2a585d572dddb6deed65fbb24d183ed38be6caa2dbf1992b4434ae6d06eb95de4939bcdca59c43554811708c4fbe3f518450255448217152129f4b84ea3a2f854a9d50a16736b0e8f0750f99bb981ff7bbec555bb20248521e9a043890b8c5d8c15f80d16d82d1a5335ca340fb5cbc186afc5a3e5b87d170588104ef87a78ac8f54d7c4008d4e375a43e2874e77b956ae7f7d7e03fc4d36d516cd7cd6fc43fb6db62ec37e2306594b597a59fc419432648e04a6b21e811c874a9e4b60abe45ad0d2c3ae59861750829ea1e1a6010047522a9d19066c9f0c74f06097d11a5dbffbd20c8a608dd52b48388fd9aafeaaf54bddfdaf75804d65abff737ab777e6fdfa9665e36306ba5475ac50509a99e393f8d56b7431b87f4de9d1553e2fff0296a6b0a656e6473747265616d0a656e646f626a0a36322030206f626a0a3c3c2f4c656e677468203331342f4e20332f52616e67655b30203120302031203020315d2f46696c7465722f466c6174654465636f64653e3e0a73747265616d0a789c7d90bf4b027118c63fd75596580d3934141c254d05514b5381864e11f823d4a6f3fc51a076ddf7429acba1a96888466b09a2d9c61cfa0382a0210aa2add5a086928baf0e5a50cff27e78785ede970794e7bc5110dd1a148ab6150ef9b57822a9b95e50f1d2cf2063ba21cce548300a20f492306c2bcf0fbddfa3c87937bdae17d33bafd7abc905a5ba3b518e053f562ef85fee744618c017e0334ccb064503c64bb6297909f01aeb7a1a94383065c5134950f6a49f6bf189e4548b2f255bd17000941aa0e53a38d5c185fcb6bc2b25bff7648ab108d0078c220813c2ff47a6b79909106006645fbf7b10d9b9d9d69667117a9e1ce76d125c87d038729ccf53c7699c81fa08b5adf6fe6605e6eba01eb4bdd4315cedc3c843dbf35560a80cd51b53b7f4a6a5025dd90da89fc34002866fc1bdf60de3e25fb10a656e6473747265616d0a656e646f626a0a36332030206f626a0a3c3c2f5469746c653c464546463030353030303732303036353030364330303639303036443030363930303645303045343030373230303230303036343030363130303637303036463030373230303634303036453030363930303645303036373030323032303133303032303030344530303646303037323030373230303243303032303030373430303646303037323030373330303634303036313030363730303230303033313030333730303230303036343030363530303633303036353030364430303632303036353030373230303230303033323030333030303332303033363e2f417574686f722853616d7665726b616e204e6f7272292f43726561746f7228547970737420302e31352e31292f4d6f644461746528443a32303236313231303037303030315a292f4372656174696f6e4461746528443a32303236313231303037303030315a293e3e0a656e646f626a0a36342030206f626a0a3c3c2f4c656e67746820313238392f547970652f4d657461646174612f537562747970652f584d4c3e3e0a73747265616d0a3c3f787061636b657420626567696e3d22efbbbf222069643d2257354d304d7043656869487a7265537a4e54637a6b633964223f3e3c783a786d706d65746120786d6c6e733a783d2261646f62653a6e733a6d6574612f2220783a786d70746b3d22786d702d777269746572223e3c7264663a52444620786d6c6e733a7264663d22687474703a2f2f7777772e77332e6f72672f313939392f30322f32322d7264662d73796e7461782d6e7323223e3c7264663a4465736372697074696f6e207264663a61626f75743d222220786d6c6e733a64633d22687474703a2f2f7075726c2e6f72672f64632f656c656d656e74732f312e312f222020786d6c6e733a786d703d22687474703a2f2f6e732e61646f62652e636f6d2f7861702f312e302f222020786d6c6e733a786d704d4d3d22687474703a2f2f6e732e61646f62652e636f6d2f7861702f312e302f6d6d2f222020786d6c6e733a786d705450673d22687474703a2f2f6e732e61646f62652e636f6d2f7861702f312e302f742f70672f222020786d6c6e733a7064663d22687474703a2f2f6e732e61646f62652e636f6d2f7064662f312e332f222020786d6c6e733a706466756169643d22687474703a2f2f7777772e6169696d2e6f72672f70646675612f6e732f69642f22203e3c64633a7469746c653e3c7264663a416c743e3c7264663a6c6920786d6c3a6c616e673d22782d64656661756c74223e5072656c696d696ec3a472206461676f72646e696e6720e28093204e6f72722c20746f727364616720313720646563656d62657220323032363c2f7264663a6c693e3c2f7264663a416c743e3c2f64633a7469746c653e3c64633a63726561746f723e3c7264663a5365713e3c7264663a6c693e53616d7665726b616e204e6f72723c2f7264663a6c693e3c2f7264663a5365713e3c2f64633a63726561746f723e3c786d703a43726561746f72546f6f6c3e547970737420302e31352e313c2f786d703a43726561746f72546f6f6c3e3c64633a6c616e67756167653e3c7264663a4261673e3c7264663a6c693e73762d53453c2f7264663a6c693e3c2f7264663a4261673e3c2f64633a6c616e67756167653e3c786d703a4d6f64696679446174653e323032362d31322d31305430373a30303a30312b30303a30303c2f786d703a4d6f64696679446174653e3c786d703a437265617465446174653e323032362d31322d31305430373a30303a30312b30303a30303c2f786d703a437265617465446174653e3c706466756169643a706172743e313c2f706466756169643a706172743e3c786d705450673a4e50616765733e313c2f786d705450673a4e50616765733e3c64633a666f726d61743e6170706c69636174696f6e2f7064663c2f64633a666f726d61743e3c786d704d4d3a496e7374616e636549443e587a6a6c6c7631712f6431327a4148486948666c51513d3d3c2f786d704d4d3a496e7374616e636549443e3c786d704d4d3a446f63756d656e7449443e564857706d5758684451504c546e4d745a49412b34413d3d3c2f786d704d4d3a446f63756d656e7449443e3c786d704d4d3a52656e646974696f6e436c6173733e70726f6f663c2f786d704d4d3a52656e646974696f6e436c6173733e3c7064663a50444656657273696f6e3e312e373c2f7064663a50444656657273696f6e3e3c2f7264663a4465736372697074696f6e3e3c2f7264663a5244463e3c2f783a786d706d6574613e3c3f787061636b657420656e643d2272223f3e0a656e6473747265616d0a656e646f626a0a36352030206f626a0a3c3c2f547970652f436174616c6f672f50616765732031203020522f4d65746164617461203634203020522f4c616e672873762d5345292f53747275637454726565526f6f742037203020522f4d61726b496e666f3c3c2f4d61726b656420747275652f53757370656374732066616c73653e3e2f566965776572507265666572656e6365733c3c2f446973706c6179446f635469746c6520747275652f446972656374696f6e2f4c32523e3e2f4f75746c696e65732036203020523e3e0a656e646f626a0a787265660a302036360a3030303030303030303020363535333520660d0a30303030303030303136203030303030206e0d0a30303030303030303638203030303030206e0d0a30303030303030313431203030303030206e0d0a30303030303030323037203030303030206e0d0a30303030303030343131203030303030206e0d0a30303030303030353834203030303030206e0d0a30303030303030363439203030303030206e0d0a30303030303030383133203030303030206e0d0a30303030303030393632203030303030206e0d0a30303030303031303236203030303030206e0d0a30303030303031313834203030303030206e0d0a30303030303031323534203030303030206e0d0a30303030303031333136203030303030206e0d0a30303030303031333835203030303030206e0d0a30303030303031343533203030303030206e0d0a30303030303031353233203030303030206e0d0a30303030303031353835203030303030206e0d0a30303030303031363534203030303030206e0d0a30303030303031373232203030303030206e0d0a30303030303031373932203030303030206e0d0a30303030303031383534203030303030206e0d0a30303030303031393233203030303030206e0d0a30303030303031393931203030303030206e0d0a30303030303032303939203030303030206e0d0a30303030303032313830203030303030206e0d0a30303030303032323531203030303030206e0d0a30303030303032333234203030303030206e0d0a30303030303032333830203030303030206e0d0a30303030303032343533203030303030206e0d0a30303030303032353231203030303030206e0d0a30303030303032363137203030303030206e0d0a30303030303032373936203030303030206e0d0a30303030303032383833203030303030206e0d0a30303030303032393439203030303030206e0d0a30303030303033303531203030303030206e0d0a30303030303033313739203030303030206e0d0a30303030303033323134203030303030206e0d0a30303030303033323633203030303030206e0d0a30303030303033333133203030303030206e0d0a30303030303033333632203030303030206e0d0a30303030303033343039203030303030206e0d0a30303030303033353237203030303030206e0d0a30303030303033363835203030303030206e0d0a30303030303034313930203030303030206e0d0a30303030303034343037203030303030206e0d0a30303030303034353634203030303030206e0d0a30303030303035303738203030303030206e0d0a30303030303035323931203030303030206e0d0a30303030303035343435203030303030206e0d0a30303030303035363632203030303030206e0d0a30303030303035383732203030303030206e0d0a30303030303036303034203030303030206e0d0a30303030303036303835203030303030206e0d0a30303030303036363830203030303030206e0d0a30303030303130373737203030303030206e0d0a30303030303130383538203030303030206e0d0a30303030303131343537203030303030206e0d0a30303030303135393838203030303030206e0d0a30303030303136303634203030303030206e0d0a30303030303136353131203030303030206e0d0a30303030303137323736203030303030206e0d0a30303030303138343733203030303030206e0d0a30303030303138383739203030303030206e0d0a30303030303139323332203030303030206e0d0a30303030303230353938203030303030206e0d0a747261696c65720a3c3c2f53697a652036362f526f6f74203635203020522f496e666f203633203020522f49445b28564857706d5758684451504c546e4d745a49412b34413d3d2928587a6a6c6c7631712f6431327a4148486948666c51513d3d295d3e3e0a7374617274787265660a32303830350a2525454f46');


--
-- Data for Name: calendar_link; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: call_in; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: chat; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.chat VALUES (1, 'norr', 'group', -4000000006, NULL, 'Norr i Telegram', '2026-11-23 09:00:00+00', NULL, false);


--
-- Data for Name: co_option; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: deadline; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.deadline VALUES (6, 'norr', 1, 'meeting_tomorrow', 1, '2026-12-16 07:00:00+00', '2026-12-17 12:00:00+00', false, NULL, NULL);
INSERT INTO public.deadline VALUES (9, 'norr', 1, 'unread', 1, '2026-12-14 07:00:00+00', '2026-12-17 12:00:00+00', false, NULL, NULL);
INSERT INTO public.deadline VALUES (11, 'norr', 1, 'attendance_asked_again', 1, '2026-12-14 07:00:00+00', '2026-12-17 12:00:00+00', false, NULL, NULL);
INSERT INTO public.deadline VALUES (12, 'norr', 1, 'outcomes_asked', 1, '2026-12-18 07:00:00+00', '2027-01-01 07:00:00+00', false, NULL, NULL);
INSERT INTO public.deadline VALUES (13, 'norr', 1, 'outcomes_assumed', 1, '2027-01-01 07:00:00+00', '2036-12-29 07:00:00+00', false, NULL, NULL);
INSERT INTO public.deadline VALUES (1, 'norr', 1, 'items_close_soon', 1, '2026-12-03 07:00:00+00', '2026-12-03 22:59:00+00', false, '2026-12-10 07:00:01.025115+00', 'dropped');
INSERT INTO public.deadline VALUES (2, 'norr', 1, 'items_closed', 1, '2026-12-04 07:00:00+00', '2026-12-17 12:00:00+00', false, '2026-12-10 07:00:01.025115+00', 'done');
INSERT INTO public.deadline VALUES (7, 'norr', 1, 'files_promised', 1, '2026-12-07 07:00:00+00', '2026-12-09 07:00:00+00', false, '2026-12-10 07:00:01.025115+00', 'dropped');
INSERT INTO public.deadline VALUES (10, 'norr', 1, 'attendance_asked', 1, '2026-12-07 07:00:00+00', '2026-12-14 07:00:00+00', false, '2026-12-10 07:00:01.025115+00', 'done');
INSERT INTO public.deadline VALUES (3, 'norr', 1, 'not_ready', 1, '2026-12-08 07:00:00+00', '2026-12-09 07:00:00+00', false, '2026-12-10 07:00:01.025115+00', 'dropped');
INSERT INTO public.deadline VALUES (4, 'norr', 1, 'not_ready_again', 1, '2026-12-09 07:00:00+00', '2026-12-10 07:00:00+00', false, '2026-12-10 07:00:01.025115+00', 'dropped');
INSERT INTO public.deadline VALUES (8, 'norr', 1, 'files_promised_again', 1, '2026-12-09 07:00:00+00', '2026-12-17 12:00:00+00', false, '2026-12-10 07:00:01.025115+00', 'done');
INSERT INTO public.deadline VALUES (5, 'norr', 1, 'agenda', 1, '2026-12-10 07:00:00+00', '2026-12-17 12:00:00+00', false, '2026-12-10 07:00:01.025115+00', 'done');


--
-- Data for Name: dialogue; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: dispatch; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.dispatch VALUES (1, 'reply:1:1', 'text', 7000000002, NULL, 'norr', 2, NULL, '<b>Norr</b>
<b>Ärende 2: Skolskjuts</b>
Inkommet
Tid: 15 min
Föreslagen av: Bo Berg, Plats bo
Möte: torsdag 17 december 2026 kl. 13.00

Beredningen avgör senast torsdag 10 december 2026.

Svara på det här meddelandet med en fil för att bifoga den. Det går tills dagordningen är skickad.', '[[{"text": "Beskrivning", "action": "describe", "arena_id": "norr", "thing": 2, "revision": 1, "start": null, "key": null}, {"text": "Bilagor", "action": "files", "arena_id": "norr", "thing": 2, "revision": 1, "start": null, "key": null}, {"text": "Bilaga kommer", "action": "filecomes", "arena_id": "norr", "thing": 2, "revision": 1, "start": null, "key": null}], [{"text": "Typ", "action": "kind", "arena_id": "norr", "thing": 2, "revision": 1, "start": null, "key": null}, {"text": "F\u00f6redragande", "action": "presenter", "arena_id": "norr", "thing": 2, "revision": 1, "start": null, "key": null}, {"text": "Annat m\u00f6te", "action": "wish", "arena_id": "norr", "thing": 2, "revision": 1, "start": null, "key": null}], [{"text": "Rubrik", "action": "rename", "arena_id": "norr", "thing": 2, "revision": 1, "start": null, "key": null}, {"text": "Historik", "action": "history", "arena_id": "norr", "thing": 2, "revision": 1, "start": null, "key": null}, {"text": "Dra tillbaka", "action": "withdraw", "arena_id": "norr", "thing": 2, "revision": 1, "start": null, "key": null}]]', NULL, NULL, NULL, NULL, NULL, 'item:2', 'written:2', false, true, 'sent', 'c7000000002', NULL, 3, 0, 0, 0, NULL, 1, false, '2026-11-23 09:00:13.803444+00', NULL, 1795766974.831607, 'b645ec7081242670');
INSERT INTO public.dispatch VALUES (2, 'reply:2:1', 'text', 7000000002, NULL, 'norr', 2, NULL, '<b>Norr</b>
<b>Ärende 3: Taxi</b>
Inkommet
Föreslagen av: Bo Berg, Plats bo
Möte: torsdag 17 december 2026 kl. 13.00

Beredningen avgör senast torsdag 10 december 2026.

Svara på det här meddelandet med en fil för att bifoga den. Det går tills dagordningen är skickad.', '[[{"text": "Beskrivning", "action": "describe", "arena_id": "norr", "thing": 3, "revision": 1, "start": null, "key": null}, {"text": "Bilagor", "action": "files", "arena_id": "norr", "thing": 3, "revision": 1, "start": null, "key": null}, {"text": "Bilaga kommer", "action": "filecomes", "arena_id": "norr", "thing": 3, "revision": 1, "start": null, "key": null}], [{"text": "Typ", "action": "kind", "arena_id": "norr", "thing": 3, "revision": 1, "start": null, "key": null}, {"text": "F\u00f6redragande", "action": "presenter", "arena_id": "norr", "thing": 3, "revision": 1, "start": null, "key": null}, {"text": "Annat m\u00f6te", "action": "wish", "arena_id": "norr", "thing": 3, "revision": 1, "start": null, "key": null}], [{"text": "Rubrik", "action": "rename", "arena_id": "norr", "thing": 3, "revision": 1, "start": null, "key": null}, {"text": "Historik", "action": "history", "arena_id": "norr", "thing": 3, "revision": 1, "start": null, "key": null}, {"text": "Dra tillbaka", "action": "withdraw", "arena_id": "norr", "thing": 3, "revision": 1, "start": null, "key": null}]]', NULL, NULL, NULL, NULL, NULL, 'item:3', 'written:4', false, true, 'sent', 'c7000000002', NULL, 5, 0, 0, 0, NULL, 1, false, '2026-11-23 09:00:15.232458+00', NULL, 1795766976.360977, 'b645ec7081242670');
INSERT INTO public.dispatch VALUES (3, 'reply:3:1', 'text', 7000000002, NULL, 'norr', 2, NULL, '<b>Norr</b>
Kommer du till mötet torsdag 17 december 2026 kl. 13.00, Östersund?', '[[{"text": "P\u00e5 plats", "action": "here", "arena_id": "norr", "thing": 1, "revision": 1, "start": null, "key": null}, {"text": "Digitalt", "action": "remote", "arena_id": "norr", "thing": 1, "revision": 1, "start": null, "key": null}, {"text": "F\u00f6rhinder", "action": "absent", "arena_id": "norr", "thing": 1, "revision": 1, "start": null, "key": null}]]', NULL, NULL, NULL, NULL, NULL, 'attendance:1', NULL, false, false, 'sent', 'c7000000002', NULL, 7, 0, 0, 0, NULL, 1, false, '2026-11-23 09:00:18.083098+00', NULL, 1795766979.08886, 'b645ec7081242670');
INSERT INTO public.dispatch VALUES (4, 'reply:4:1', 'text', 7000000002, NULL, 'norr', 2, NULL, '<b>Norr</b>
Slutar du, eller har du förhinder till ett möte?', '[[{"text": "Jag slutar", "action": "leaving", "arena_id": "norr", "thing": 0, "revision": 0, "start": null, "key": null}], [{"text": "Jag har f\u00f6rhinder", "action": "hindered", "arena_id": "norr", "thing": 0, "revision": 0, "start": null, "key": null}], [{"text": "Avbryt", "action": "replstop", "arena_id": "norr", "thing": 0, "revision": 0, "start": null, "key": null}]]', NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, false, 'sent', 'c7000000002', NULL, 9, 0, 0, 0, NULL, 1, false, '2026-11-23 09:00:19.712342+00', NULL, 1795766980.815011, 'b645ec7081242670');
INSERT INTO public.dispatch VALUES (6, 'reply:5:2', 'receipt', 7000000002, NULL, 'norr', 2, NULL, 'Tillbakadraget', '[]', NULL, NULL, NULL, '4000000000007', NULL, NULL, NULL, false, false, 'sent', 'r4000000000007', NULL, NULL, 0, 0, 0, NULL, 1, false, '2026-11-23 09:00:22.88709+00', NULL, 1795766983.742343, 'b645ec7081242670');
INSERT INTO public.dispatch VALUES (5, 'reply:5:1', 'edit', 7000000002, NULL, 'norr', 2, NULL, '<b>Norr</b>
<b>Ärende 3: Taxi</b>
Tillbakadraget
Föreslagen av: Bo Berg, Plats bo
Möte: torsdag 17 december 2026 kl. 13.00', '[[{"text": "Historik", "action": "history", "arena_id": "norr", "thing": 3, "revision": 2, "start": null, "key": null}]]', NULL, NULL, NULL, NULL, 2, 'item:3', NULL, false, true, 'sent', 'c7000000002', NULL, 5, 0, 0, 0, NULL, 1, false, '2026-11-23 09:00:22.903159+00', NULL, 1795766983.595698, 'b645ec7081242670');
INSERT INTO public.dispatch VALUES (8, 'agenda:1:1:text0:p4', 'text', 7000000004, NULL, 'norr', 4, NULL, '<b>Norr</b>
<b>Preliminär dagordning</b>
torsdag 17 december 2026 kl. 13.00, 2 tim
Plats: Östersund

1. 13.00 Budget (15 min)
   Bilaga: budget.pdf

<b>Inkommet, ännu inte berett</b>
2. Skolskjuts (15 min). Föreslagen av Bo Berg

Dagordningen som pdf och bilagorna följer här under. Läs handlingarna före mötet.', '[[{"text": "L\u00e4st", "action": "read", "arena_id": "norr", "thing": 1, "revision": 1, "start": null, "key": null}, {"text": "Alla handlingar", "action": "papers", "arena_id": "norr", "thing": 1, "revision": 0, "start": null, "key": null}], [{"text": "L\u00e4gg till i kalendern", "action": "calendar", "arena_id": "norr", "thing": 1, "revision": 0, "start": null, "key": null}]]', NULL, NULL, NULL, NULL, NULL, NULL, 'agenda:1', false, true, 'sent', 'c7000000004', NULL, 11, 0, 0, 0, NULL, 1, false, '2026-12-10 07:00:13.15345+00', NULL, 1795766992.678221, 'b645ec7081242670');
INSERT INTO public.dispatch VALUES (9, 'agenda:1:1:file0:c1', 'document', -4000000006, NULL, 'norr', NULL, 1, NULL, '[]', '2e733bf77418a1ad53833f17331eb340b7db9d06400cdcd41be56ddbd8a67c30', 'Preliminär dagordning Norr 2026-12-17.pdf', NULL, NULL, NULL, NULL, 'agenda:1', false, true, 'sent', 'c-4000000006', NULL, 12, 0, 0, 0, NULL, 1, false, '2026-12-10 07:00:13.759518+00', NULL, 1795766992.678224, 'b645ec7081242670');
INSERT INTO public.dispatch VALUES (10, 'agenda:1:1:file0:p4', 'document', 7000000004, NULL, 'norr', 4, NULL, NULL, '[]', '2e733bf77418a1ad53833f17331eb340b7db9d06400cdcd41be56ddbd8a67c30', 'Preliminär dagordning Norr 2026-12-17.pdf', NULL, NULL, NULL, NULL, 'agenda:1', false, true, 'sent', 'c7000000004', NULL, 13, 0, 0, 0, NULL, 1, false, '2026-12-10 07:00:14.330327+00', NULL, 1795766992.678226, 'b645ec7081242670');
INSERT INTO public.dispatch VALUES (11, 'agenda:1:1:file1:c1', 'document', -4000000006, NULL, 'norr', NULL, 1, NULL, '[]', 'ab73a7498abfeb68c8ac84888807c7513da9976ec63e3d71c1575445ea8953b1', 'Punkt 1 – budget.pdf', NULL, NULL, NULL, NULL, 'agenda:1', false, true, 'sent', 'c-4000000006', NULL, 14, 0, 0, 0, NULL, 1, false, '2026-12-10 07:00:14.913894+00', NULL, 1795766992.678229, 'b645ec7081242670');
INSERT INTO public.dispatch VALUES (12, 'agenda:1:1:file1:p4', 'document', 7000000004, NULL, 'norr', 4, NULL, NULL, '[]', 'ab73a7498abfeb68c8ac84888807c7513da9976ec63e3d71c1575445ea8953b1', 'Punkt 1 – budget.pdf', NULL, NULL, NULL, NULL, 'agenda:1', false, true, 'sent', 'c7000000004', NULL, 15, 0, 0, 0, NULL, 1, false, '2026-12-10 07:00:15.941517+00', NULL, 1795766992.678231, 'b645ec7081242670');
INSERT INTO public.dispatch VALUES (13, 'agenda:1:1:pin:c1', 'pin', -4000000006, NULL, 'norr', NULL, 1, NULL, '[]', NULL, NULL, NULL, NULL, 7, NULL, 'agenda:1', false, true, 'sent', 'c-4000000006', NULL, 10, 0, 0, 0, NULL, 1, false, '2026-12-10 07:00:16.332138+00', NULL, 1795766992.938937, 'b645ec7081242670');
INSERT INTO public.dispatch VALUES (15, 'morning:7000000002:2:2:1', 'text', 7000000002, NULL, 'norr', 2, NULL, '<b>Norr</b>
Svara om du kommer till mötet torsdag 17 december 2026 kl. 13.00, Östersund. Tryck på ditt svar eller skriv /narvaro.', '[[{"text": "P\u00e5 plats", "action": "here", "arena_id": "norr", "thing": 1, "revision": 1, "start": null, "key": null}, {"text": "Digitalt", "action": "remote", "arena_id": "norr", "thing": 1, "revision": 1, "start": null, "key": null}, {"text": "F\u00f6rhinder", "action": "absent", "arena_id": "norr", "thing": 1, "revision": 1, "start": null, "key": null}], [{"text": "Visa allt", "action": "todo", "arena_id": null, "thing": 0, "revision": 0, "start": null, "key": null}]]', NULL, NULL, NULL, NULL, NULL, NULL, 'morning', false, false, 'sent', 'c7000000002', NULL, 18, 0, 0, 0, NULL, 1, false, '2026-12-10 07:00:16.922043+00', NULL, 1795767000.092916, 'b645ec7081242670');
INSERT INTO public.dispatch VALUES (7, 'agenda:1:1:text0:c1', 'text', -4000000006, NULL, 'norr', NULL, 1, '<b>Norr</b>
<b>Preliminär dagordning</b>
torsdag 17 december 2026 kl. 13.00, 2 tim
Plats: Östersund

1. 13.00 Budget (15 min)
   Bilaga: budget.pdf

<b>Inkommet, ännu inte berett</b>
2. Skolskjuts (15 min). Föreslagen av Bo Berg

Dagordningen som pdf och bilagorna följer här under. Läs handlingarna före mötet.', '[[{"text": "L\u00e4st", "action": "read", "arena_id": "norr", "thing": 1, "revision": 1, "start": null, "key": null}], [{"text": "L\u00e4gg till i kalendern", "action": "calendar", "arena_id": "norr", "thing": 1, "revision": 0, "start": null, "key": null}]]', NULL, NULL, NULL, NULL, NULL, NULL, 'agenda:1', false, true, 'sent', 'c-4000000006', NULL, 10, 0, 0, 0, NULL, 1, false, '2026-12-10 07:00:12.439686+00', NULL, 1795766992.678202, 'b645ec7081242670');
INSERT INTO public.dispatch VALUES (16, 'morning:7000000003:1:6:3', 'text', 7000000003, NULL, 'norr', 3, NULL, '<b>Norr</b>
Tiden för att föreslå punkter är slut. Möte: torsdag 17 december 2026 kl. 13.00.
Inkommet:
Ärende 1: Budget (15 min), Bo Berg – Upptaget på dagordningen
Ärende 2: Skolskjuts (15 min), Bo Berg – Inkommet
Ärende 3: Taxi, Bo Berg – Tillbakadraget
Dagordningen skulle ha skickats torsdag 10 december 2026 kl. 08.00 och skickas nu. Det ni tar upp senare går ut som ett tillägg: /beredning.

Svara om du kommer till mötet torsdag 17 december 2026 kl. 13.00, Östersund. Tryck på ditt svar eller skriv /narvaro.

Den preliminära dagordningen till mötet torsdag 17 december 2026 kl. 13.00 är skickad torsdag 10 december 2026 kl. 08.00.
I gruppen: 3 personer.
Privat till: Dora Dal.', '[[{"text": "P\u00e5 plats", "action": "here", "arena_id": "norr", "thing": 1, "revision": 1, "start": null, "key": null}, {"text": "Digitalt", "action": "remote", "arena_id": "norr", "thing": 1, "revision": 1, "start": null, "key": null}, {"text": "F\u00f6rhinder", "action": "absent", "arena_id": "norr", "thing": 1, "revision": 1, "start": null, "key": null}], [{"text": "Visa allt", "action": "todo", "arena_id": null, "thing": 0, "revision": 0, "start": null, "key": null}]]', NULL, NULL, NULL, NULL, NULL, NULL, 'morning', false, true, 'sent', 'c7000000003', NULL, 19, 0, 0, 0, NULL, 1, false, '2026-12-10 07:00:23.55282+00', NULL, 1795767001.632953, 'b645ec7081242670');
INSERT INTO public.dispatch VALUES (14, 'morning:7000000001:5:7:2', 'text', 7000000001, NULL, 'norr', 1, NULL, '<b>Norr</b>
Svara om du kommer till mötet torsdag 17 december 2026 kl. 13.00, Östersund. Tryck på ditt svar eller skriv /narvaro.

Den preliminära dagordningen till mötet torsdag 17 december 2026 kl. 13.00 är skickad torsdag 10 december 2026 kl. 08.00.
I gruppen: 3 personer.
Privat till: Dora Dal.', '[[{"text": "P\u00e5 plats", "action": "here", "arena_id": "norr", "thing": 1, "revision": 1, "start": null, "key": null}, {"text": "Digitalt", "action": "remote", "arena_id": "norr", "thing": 1, "revision": 1, "start": null, "key": null}, {"text": "F\u00f6rhinder", "action": "absent", "arena_id": "norr", "thing": 1, "revision": 1, "start": null, "key": null}], [{"text": "Visa allt", "action": "todo", "arena_id": null, "thing": 0, "revision": 0, "start": null, "key": null}]]', NULL, NULL, NULL, NULL, NULL, NULL, 'morning', false, true, 'sent', 'c7000000001', NULL, 17, 0, 0, 0, NULL, 1, false, '2026-12-10 07:00:16.363104+00', NULL, 1795766998.468857, 'b645ec7081242670');
INSERT INTO public.dispatch VALUES (17, 'morning:7000000004:4:4:1', 'text', 7000000004, NULL, 'norr', 4, NULL, '<b>Norr</b>
Svara om du kommer till mötet torsdag 17 december 2026 kl. 13.00, Östersund. Tryck på ditt svar eller skriv /narvaro.', '[[{"text": "P\u00e5 plats", "action": "here", "arena_id": "norr", "thing": 1, "revision": 1, "start": null, "key": null}, {"text": "Digitalt", "action": "remote", "arena_id": "norr", "thing": 1, "revision": 1, "start": null, "key": null}, {"text": "F\u00f6rhinder", "action": "absent", "arena_id": "norr", "thing": 1, "revision": 1, "start": null, "key": null}], [{"text": "Visa allt", "action": "todo", "arena_id": null, "thing": 0, "revision": 0, "start": null, "key": null}]]', NULL, NULL, NULL, NULL, NULL, NULL, 'morning', false, false, 'sent', 'c7000000004', NULL, 20, 0, 0, 0, NULL, 1, false, '2026-12-10 07:00:23.638081+00', NULL, 1795767002.984025, 'b645ec7081242670');


--
-- Data for Name: feed; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: history; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.history VALUES (1, '2026-11-23 09:00:00+00', 'command line', 'meeting planned', 'meeting:1', 'norr', NULL, '{"starts": "2026-12-17T13:00:00"}');
INSERT INTO public.history VALUES (2, '2026-11-23 09:00:09.791595+00', 'chat', 'proposed', 'item:2', 'norr', 2, '{}');
INSERT INTO public.history VALUES (3, '2026-11-23 09:00:14.109282+00', 'chat', 'proposed', 'item:3', 'norr', 2, '{}');
INSERT INTO public.history VALUES (4, '2026-11-23 09:00:19.908036+00', 'chat', 'withdrawn', 'item:3', 'norr', 2, '{}');
INSERT INTO public.history VALUES (5, '2026-12-10 07:00:01.025115+00', 'clock', 'deadline missed', 'meeting:1', 'norr', NULL, '{"kind": "items_close_soon"}');
INSERT INTO public.history VALUES (6, '2026-12-10 07:00:01.025115+00', 'clock', 'deadline missed', 'meeting:1', 'norr', NULL, '{"kind": "files_promised"}');
INSERT INTO public.history VALUES (7, '2026-12-10 07:00:01.025115+00', 'clock', 'deadline missed', 'meeting:1', 'norr', NULL, '{"kind": "not_ready"}');
INSERT INTO public.history VALUES (8, '2026-12-10 07:00:01.025115+00', 'clock', 'deadline missed', 'meeting:1', 'norr', NULL, '{"kind": "not_ready_again"}');
INSERT INTO public.history VALUES (9, '2026-12-10 07:00:01.025115+00', 'clock', 'published', 'meeting:1', 'norr', NULL, '{"version": 1, "kind": "agenda"}');


--
-- Data for Name: inbox; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.inbox VALUES (1, 123456, 500000003, 7000000002, NULL, '2026-11-23 09:00:09.645551+00', 'handled', 0, 0, NULL);
INSERT INTO public.inbox VALUES (2, 123456, 500000004, 7000000002, NULL, '2026-11-23 09:00:13.747497+00', 'handled', 0, 0, NULL);
INSERT INTO public.inbox VALUES (3, 123456, 500000005, 7000000002, NULL, '2026-11-23 09:00:15.311143+00', 'handled', 0, 0, NULL);
INSERT INTO public.inbox VALUES (4, 123456, 500000006, 7000000002, NULL, '2026-11-23 09:00:18.001751+00', 'handled', 0, 0, NULL);
INSERT INTO public.inbox VALUES (5, 123456, 500000007, 7000000002, NULL, '2026-11-23 09:00:19.616521+00', 'handled', 0, 0, NULL);
INSERT INTO public.inbox VALUES (6, 123456, 500000008, -4000000006, NULL, '2026-12-10 07:00:16.055326+00', 'ignored', 0, 0, NULL);


--
-- Data for Name: invitation; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: item; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.item VALUES (1, 'norr', 1, 'Budget', 2, '2026-11-23 09:00:00+00', NULL, 1, 15, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 0, 'accepted', 1, NULL, false, NULL, 1);
INSERT INTO public.item VALUES (2, 'norr', 2, 'Skolskjuts', 2, '2026-11-23 09:00:09.791595+00', 2, 1, 15, NULL, NULL, NULL, NULL, NULL, NULL, false, 7000000002, 2, 0, 'incoming', NULL, NULL, false, NULL, 1);
INSERT INTO public.item VALUES (3, 'norr', 3, 'Taxi', 2, '2026-11-23 09:00:14.109282+00', 2, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, 7000000002, 4, 0, 'withdrawn', NULL, NULL, false, 2, 2);


--
-- Data for Name: lease; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.lease VALUES ('lead', 1, 0);


--
-- Data for Name: lift; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: lodging; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: mailbox; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: meeting; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.meeting VALUES (1, 'norr', 'mote', '2026-12-17 13:00:00', 120, 'ordinary', 'Östersund', NULL, 'planned', 1, '2026-11-23 09:00:00+00', NULL, NULL, '2026-12-10 07:00:01.025115+00', NULL, NULL, NULL, NULL, NULL, 2, NULL);


--
-- Data for Name: notice; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.notice VALUES (5, 'norr', 1, 'due:attendance_asked:1:1:p1:0', 'Svara om du kommer till mötet torsdag 17 december 2026 kl. 13.00, Östersund. Tryck på ditt svar eller skriv /narvaro.', 'attendance:1', '2026-12-07 07:00:00+00', '2026-12-07 07:00:00+00', '2026-12-14 07:00:00+00', '2026-12-10 07:00:01.025115+00', 14);
INSERT INTO public.notice VALUES (7, 'norr', 1, 'sent:agenda:1:1:p1:0', 'Den preliminära dagordningen till mötet torsdag 17 december 2026 kl. 13.00 är skickad torsdag 10 december 2026 kl. 08.00.
I gruppen: 3 personer.
Privat till: Dora Dal.', 'report:1', '2026-12-10 07:00:01.025115+00', '2026-12-10 07:00:01.025115+00', '2027-01-09 07:00:01.025115+00', '2026-12-10 07:00:01.025115+00', 14);
INSERT INTO public.notice VALUES (2, 'norr', 2, 'due:attendance_asked:1:1:p2:0', 'Svara om du kommer till mötet torsdag 17 december 2026 kl. 13.00, Östersund. Tryck på ditt svar eller skriv /narvaro.', 'attendance:1', '2026-12-07 07:00:00+00', '2026-12-07 07:00:00+00', '2026-12-14 07:00:00+00', '2026-12-10 07:00:01.025115+00', 15);
INSERT INTO public.notice VALUES (1, 'norr', 3, 'due:items_closed:1:1:p3:0', 'Tiden för att föreslå punkter är slut. Möte: torsdag 17 december 2026 kl. 13.00.
Inkommet:
Ärende 1: Budget (15 min), Bo Berg – Upptaget på dagordningen
Ärende 2: Skolskjuts (15 min), Bo Berg – Inkommet
Ärende 3: Taxi, Bo Berg – Tillbakadraget
Dagordningen skulle ha skickats torsdag 10 december 2026 kl. 08.00 och skickas nu. Det ni tar upp senare går ut som ett tillägg: /beredning.', 'prepare:1', '2026-12-04 07:00:00+00', '2026-12-04 07:00:00+00', '2026-12-17 12:00:00+00', '2026-12-10 07:00:01.025115+00', 16);
INSERT INTO public.notice VALUES (3, 'norr', 3, 'due:attendance_asked:1:1:p3:0', 'Svara om du kommer till mötet torsdag 17 december 2026 kl. 13.00, Östersund. Tryck på ditt svar eller skriv /narvaro.', 'attendance:1', '2026-12-07 07:00:00+00', '2026-12-07 07:00:00+00', '2026-12-14 07:00:00+00', '2026-12-10 07:00:01.025115+00', 16);
INSERT INTO public.notice VALUES (6, 'norr', 3, 'sent:agenda:1:1:p3:0', 'Den preliminära dagordningen till mötet torsdag 17 december 2026 kl. 13.00 är skickad torsdag 10 december 2026 kl. 08.00.
I gruppen: 3 personer.
Privat till: Dora Dal.', 'report:1', '2026-12-10 07:00:01.025115+00', '2026-12-10 07:00:01.025115+00', '2027-01-09 07:00:01.025115+00', '2026-12-10 07:00:01.025115+00', 16);
INSERT INTO public.notice VALUES (4, 'norr', 4, 'due:attendance_asked:1:1:p4:0', 'Svara om du kommer till mötet torsdag 17 december 2026 kl. 13.00, Östersund. Tryck på ditt svar eller skriv /narvaro.', 'attendance:1', '2026-12-07 07:00:00+00', '2026-12-07 07:00:00+00', '2026-12-14 07:00:00+00', '2026-12-10 07:00:01.025115+00', 17);


--
-- Data for Name: person; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.person VALUES (1, 'asa@example.se', 'Åsa Öberg', 7000000001, '2026-11-23 09:00:00+00', NULL, NULL);
INSERT INTO public.person VALUES (2, 'bo@example.se', 'Bo Berg', 7000000002, '2026-11-23 09:00:00+00', NULL, NULL);
INSERT INTO public.person VALUES (3, 'cilla@example.se', 'Cilla Ceder', 7000000003, '2026-11-23 09:00:00+00', NULL, NULL);
INSERT INTO public.person VALUES (4, 'dora@example.se', 'Dora Dal', 7000000004, '2026-11-23 09:00:00+00', NULL, NULL);
INSERT INTO public.person VALUES (5, 'david@example.se', 'David Dahl', 7000000005, '2026-11-23 09:00:00+00', NULL, NULL);


--
-- Data for Name: presence; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.presence VALUES (-4000000006, 7000000001, true);
INSERT INTO public.presence VALUES (-4000000006, 7000000002, true);
INSERT INTO public.presence VALUES (-4000000006, 7000000003, true);
INSERT INTO public.presence VALUES (-4000000006, 7000000004, false);


--
-- Data for Name: publication; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.publication VALUES (1, 'norr', 1, 'agenda', 1, '2026-12-10 07:00:01.025115+00', true, false, '{"arena_name": "Samverkan Norr", "arena_short": "Norr", "meeting_kind": "ordinary", "starts_at": "2026-12-17T13:00:00+01:00", "minutes": 120, "place": "\u00d6stersund", "link": null, "version": 1, "preliminary": true, "sent_at": "2026-12-10T08:00:01.025115+01:00", "lines": [{"number": 1, "title": "Budget", "item_id": 1, "clock": "13.00", "minutes": 15, "kind": null, "presenter": null, "proposer": "Bo Berg", "description": null, "attachments": ["budget.pdf"], "sha256s": ["ab73a7498abfeb68c8ac84888807c7513da9976ec63e3d71c1575445ea8953b1"], "late_attachments": [], "awaits_file": false, "withdrawn": false}], "incoming": [{"number": 2, "title": "Skolskjuts", "item_id": 2, "clock": null, "minutes": 15, "kind": null, "presenter": null, "proposer": "Bo Berg", "description": null, "attachments": [], "sha256s": [], "late_attachments": [], "awaits_file": false, "withdrawn": false}], "is_late": false}', NULL, '2e733bf77418a1ad53833f17331eb340b7db9d06400cdcd41be56ddbd8a67c30');


--
-- Data for Name: read_mark; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: recipient; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.recipient VALUES (1, 'norr', 1, 2, 'group', NULL);
INSERT INTO public.recipient VALUES (2, 'norr', 1, 3, 'group', NULL);
INSERT INTO public.recipient VALUES (3, 'norr', 1, 4, 'private', NULL);
INSERT INTO public.recipient VALUES (4, 'norr', 1, 1, 'group', NULL);


--
-- Data for Name: removed_entry; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: replacement; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: role; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.role VALUES (1, 'norr', 'secretary', NULL, 1, NULL, NULL, NULL);
INSERT INTO public.role VALUES (2, 'norr', 'preparer', NULL, 3, NULL, NULL, NULL);


--
-- Data for Name: seal; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: seat; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.seat VALUES (1, 'norr', 'asa', 'Plats asa', 'ordinary', NULL, NULL, NULL, '[]', NULL, NULL, NULL);
INSERT INTO public.seat VALUES (2, 'norr', 'bo', 'Plats bo', 'ordinary', NULL, NULL, NULL, '[]', NULL, NULL, NULL);
INSERT INTO public.seat VALUES (3, 'norr', 'cilla', 'Plats cilla', 'ordinary', NULL, NULL, NULL, '[]', NULL, NULL, NULL);
INSERT INTO public.seat VALUES (4, 'norr', 'dora', 'Plats dora', 'ordinary', NULL, NULL, NULL, '[]', NULL, NULL, NULL);
INSERT INTO public.seat VALUES (5, 'syd', 'kommunen', 'Kommunens plats', 'ordinary', NULL, NULL, NULL, '[]', NULL, NULL, NULL);


--
-- Data for Name: setting; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.setting VALUES ('bot_name', 'samverkansbot');
INSERT INTO public.setting VALUES ('button_key', '5a6e0fad42b9af1ddf5cc32ea82b27ae50fde7ca8da295506c3e7b855070ca47');
INSERT INTO public.setting VALUES ('mails', '');
INSERT INTO public.setting VALUES ('menus of 123456', '{"7000000001": "206d0a326258038c", "7000000002": "50341ff9eb9691c8", "7000000003": "8489522d6e3c1c51", "7000000004": "50341ff9eb9691c8", "7000000005": "50341ff9eb9691c8", "group": "7d10a814db739181", "private": "f26de684a51caee9"}');
INSERT INTO public.setting VALUES ('history_stood', '4 1795766984.928613');


--
-- Data for Name: telegram_file; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.telegram_file VALUES (123456, '2e733bf77418a1ad53833f17331eb340b7db9d06400cdcd41be56ddbd8a67c30', 'Preliminär dagordning Norr 2026-12-17.pdf', 'BQACAgQAAxk1e240-00000001');
INSERT INTO public.telegram_file VALUES (123456, 'ab73a7498abfeb68c8ac84888807c7513da9976ec63e3d71c1575445ea8953b1', 'Punkt 1 – budget.pdf', 'BQACAgQAAxk1e240-00000003');


--
-- Data for Name: tenure; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.tenure VALUES (1, 'norr', 1, 1, '2026-01-01', NULL);
INSERT INTO public.tenure VALUES (2, 'norr', 2, 2, '2026-01-01', NULL);
INSERT INTO public.tenure VALUES (3, 'norr', 3, 3, '2026-01-01', NULL);
INSERT INTO public.tenure VALUES (4, 'norr', 4, 4, '2026-01-01', NULL);
INSERT INTO public.tenure VALUES (5, 'syd', 5, 5, '2026-01-01', NULL);


--
-- Data for Name: turn; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Name: attachment_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.attachment_id_seq', 1, true);


--
-- Name: attendance_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.attendance_id_seq', 1, false);


--
-- Name: calendar_link_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.calendar_link_id_seq', 1, false);


--
-- Name: call_in_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.call_in_id_seq', 1, false);


--
-- Name: chat_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.chat_id_seq', 1, true);


--
-- Name: co_option_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.co_option_id_seq', 1, false);


--
-- Name: deadline_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.deadline_id_seq', 13, true);


--
-- Name: dialogue_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.dialogue_id_seq', 1, true);


--
-- Name: dispatch_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.dispatch_id_seq', 17, true);


--
-- Name: feed_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.feed_id_seq', 1, false);


--
-- Name: history_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.history_id_seq', 9, true);


--
-- Name: inbox_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.inbox_id_seq', 6, true);


--
-- Name: invitation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.invitation_id_seq', 1, false);


--
-- Name: item_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.item_id_seq', 3, true);


--
-- Name: lift_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.lift_id_seq', 1, false);


--
-- Name: meeting_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.meeting_id_seq', 1, true);


--
-- Name: notice_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.notice_id_seq', 7, true);


--
-- Name: person_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.person_id_seq', 5, true);


--
-- Name: publication_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.publication_id_seq', 1, true);


--
-- Name: read_mark_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.read_mark_id_seq', 1, false);


--
-- Name: recipient_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.recipient_id_seq', 4, true);


--
-- Name: replacement_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.replacement_id_seq', 1, false);


--
-- Name: role_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.role_id_seq', 2, true);


--
-- Name: seal_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.seal_id_seq', 1, false);


--
-- Name: seat_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.seat_id_seq', 5, true);


--
-- Name: tenure_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.tenure_id_seq', 5, true);


--
-- Name: turn_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.turn_id_seq', 1, false);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: arena pk_arena; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.arena
    ADD CONSTRAINT pk_arena PRIMARY KEY (id);


--
-- Name: arena_file pk_arena_file; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.arena_file
    ADD CONSTRAINT pk_arena_file PRIMARY KEY (arena_id);


--
-- Name: attachment pk_attachment; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT pk_attachment PRIMARY KEY (id);


--
-- Name: attendance pk_attendance; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attendance
    ADD CONSTRAINT pk_attendance PRIMARY KEY (id);


--
-- Name: blob pk_blob; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.blob
    ADD CONSTRAINT pk_blob PRIMARY KEY (sha256);


--
-- Name: calendar_link pk_calendar_link; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calendar_link
    ADD CONSTRAINT pk_calendar_link PRIMARY KEY (id);


--
-- Name: call_in pk_call_in; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_in
    ADD CONSTRAINT pk_call_in PRIMARY KEY (id);


--
-- Name: chat pk_chat; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chat
    ADD CONSTRAINT pk_chat PRIMARY KEY (id);


--
-- Name: co_option pk_co_option; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.co_option
    ADD CONSTRAINT pk_co_option PRIMARY KEY (id);


--
-- Name: deadline pk_deadline; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deadline
    ADD CONSTRAINT pk_deadline PRIMARY KEY (id);


--
-- Name: dialogue pk_dialogue; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dialogue
    ADD CONSTRAINT pk_dialogue PRIMARY KEY (id);


--
-- Name: dispatch pk_dispatch; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispatch
    ADD CONSTRAINT pk_dispatch PRIMARY KEY (id);


--
-- Name: feed pk_feed; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.feed
    ADD CONSTRAINT pk_feed PRIMARY KEY (id);


--
-- Name: history pk_history; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.history
    ADD CONSTRAINT pk_history PRIMARY KEY (id);


--
-- Name: inbox pk_inbox; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT pk_inbox PRIMARY KEY (id);


--
-- Name: invitation pk_invitation; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT pk_invitation PRIMARY KEY (id);


--
-- Name: item pk_item; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.item
    ADD CONSTRAINT pk_item PRIMARY KEY (id);


--
-- Name: lease pk_lease; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lease
    ADD CONSTRAINT pk_lease PRIMARY KEY (name);


--
-- Name: lift pk_lift; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lift
    ADD CONSTRAINT pk_lift PRIMARY KEY (id);


--
-- Name: lodging pk_lodging; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lodging
    ADD CONSTRAINT pk_lodging PRIMARY KEY (chat_id);


--
-- Name: mailbox pk_mailbox; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mailbox
    ADD CONSTRAINT pk_mailbox PRIMARY KEY (address);


--
-- Name: meeting pk_meeting; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT pk_meeting PRIMARY KEY (id);


--
-- Name: notice pk_notice; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notice
    ADD CONSTRAINT pk_notice PRIMARY KEY (id);


--
-- Name: person pk_person; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.person
    ADD CONSTRAINT pk_person PRIMARY KEY (id);


--
-- Name: presence pk_presence; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.presence
    ADD CONSTRAINT pk_presence PRIMARY KEY (chat_id, telegram_id);


--
-- Name: publication pk_publication; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.publication
    ADD CONSTRAINT pk_publication PRIMARY KEY (id);


--
-- Name: read_mark pk_read_mark; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.read_mark
    ADD CONSTRAINT pk_read_mark PRIMARY KEY (id);


--
-- Name: recipient pk_recipient; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recipient
    ADD CONSTRAINT pk_recipient PRIMARY KEY (id);


--
-- Name: removed_entry pk_removed_entry; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.removed_entry
    ADD CONSTRAINT pk_removed_entry PRIMARY KEY (id);


--
-- Name: replacement pk_replacement; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.replacement
    ADD CONSTRAINT pk_replacement PRIMARY KEY (id);


--
-- Name: role pk_role; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.role
    ADD CONSTRAINT pk_role PRIMARY KEY (id);


--
-- Name: seal pk_seal; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seal
    ADD CONSTRAINT pk_seal PRIMARY KEY (id);


--
-- Name: seat pk_seat; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seat
    ADD CONSTRAINT pk_seat PRIMARY KEY (id);


--
-- Name: setting pk_setting; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.setting
    ADD CONSTRAINT pk_setting PRIMARY KEY (name);


--
-- Name: telegram_file pk_telegram_file; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.telegram_file
    ADD CONSTRAINT pk_telegram_file PRIMARY KEY (bot_id, sha256, name);


--
-- Name: tenure pk_tenure; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tenure
    ADD CONSTRAINT pk_tenure PRIMARY KEY (id);


--
-- Name: turn pk_turn; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.turn
    ADD CONSTRAINT pk_turn PRIMARY KEY (id);


--
-- Name: attendance uq_attendance_meeting_id_generation_person_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attendance
    ADD CONSTRAINT uq_attendance_meeting_id_generation_person_id UNIQUE (meeting_id, generation, person_id);


--
-- Name: calendar_link uq_calendar_link_meeting_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calendar_link
    ADD CONSTRAINT uq_calendar_link_meeting_id UNIQUE (meeting_id);


--
-- Name: deadline uq_deadline_meeting_id_kind_generation; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deadline
    ADD CONSTRAINT uq_deadline_meeting_id_kind_generation UNIQUE (meeting_id, kind, generation);


--
-- Name: dialogue uq_dialogue_chat_id_telegram_id_slot; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dialogue
    ADD CONSTRAINT uq_dialogue_chat_id_telegram_id_slot UNIQUE (chat_id, telegram_id, slot);


--
-- Name: dispatch uq_dispatch_dedupe_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispatch
    ADD CONSTRAINT uq_dispatch_dedupe_key UNIQUE (dedupe_key);


--
-- Name: feed uq_feed_person_id_number; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.feed
    ADD CONSTRAINT uq_feed_person_id_number UNIQUE (person_id, number);


--
-- Name: feed uq_feed_secret_hash; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.feed
    ADD CONSTRAINT uq_feed_secret_hash UNIQUE (secret_hash);


--
-- Name: inbox uq_inbox_bot_id_update_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT uq_inbox_bot_id_update_id UNIQUE (bot_id, update_id);


--
-- Name: invitation uq_invitation_secret_hash; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT uq_invitation_secret_hash UNIQUE (secret_hash);


--
-- Name: item uq_item_arena_id_number; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.item
    ADD CONSTRAINT uq_item_arena_id_number UNIQUE (arena_id, number);


--
-- Name: item uq_item_meeting_id_standing_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.item
    ADD CONSTRAINT uq_item_meeting_id_standing_key UNIQUE (meeting_id, standing_key);


--
-- Name: lift uq_lift_item_id_to_arena_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lift
    ADD CONSTRAINT uq_lift_item_id_to_arena_id UNIQUE (item_id, to_arena_id);


--
-- Name: meeting uq_meeting_arena_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT uq_meeting_arena_id_key UNIQUE (arena_id, key);


--
-- Name: notice uq_notice_dedupe_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notice
    ADD CONSTRAINT uq_notice_dedupe_key UNIQUE (dedupe_key);


--
-- Name: person uq_person_email; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.person
    ADD CONSTRAINT uq_person_email UNIQUE (email);


--
-- Name: person uq_person_telegram_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.person
    ADD CONSTRAINT uq_person_telegram_id UNIQUE (telegram_id);


--
-- Name: publication uq_publication_meeting_id_kind_version; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.publication
    ADD CONSTRAINT uq_publication_meeting_id_kind_version UNIQUE (meeting_id, kind, version);


--
-- Name: read_mark uq_read_mark_meeting_id_person_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.read_mark
    ADD CONSTRAINT uq_read_mark_meeting_id_person_id UNIQUE (meeting_id, person_id);


--
-- Name: seat uq_seat_arena_id_kind_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seat
    ADD CONSTRAINT uq_seat_arena_id_kind_key UNIQUE (arena_id, kind, key);


--
-- Name: turn uq_turn_arena_id_kind_begins; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.turn
    ADD CONSTRAINT uq_turn_arena_id_kind_begins UNIQUE (arena_id, kind, begins);


--
-- Name: ix_attachment_awaiting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_attachment_awaiting ON public.attachment USING btree (not_before) WHERE ((state)::text = 'awaiting'::text);


--
-- Name: ix_attachment_item_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_attachment_item_id ON public.attachment USING btree (item_id);


--
-- Name: ix_calendar_link_due_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_calendar_link_due_at ON public.calendar_link USING btree (due_at);


--
-- Name: ix_calendar_link_lease_until; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_calendar_link_lease_until ON public.calendar_link USING btree (lease_until);


--
-- Name: ix_calendar_link_over_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_calendar_link_over_at ON public.calendar_link USING btree (over_at);


--
-- Name: ix_calendar_link_remind_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_calendar_link_remind_at ON public.calendar_link USING btree (remind_at);


--
-- Name: ix_call_in_deputy_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_call_in_deputy_id ON public.call_in USING btree (deputy_id);


--
-- Name: ix_call_in_meeting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_call_in_meeting ON public.call_in USING btree (meeting_id, generation);


--
-- Name: ix_chat_chat_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_chat_chat_id ON public.chat USING btree (chat_id);


--
-- Name: ix_co_option_item_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_co_option_item_id ON public.co_option USING btree (item_id);


--
-- Name: ix_co_option_meeting_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_co_option_meeting_id ON public.co_option USING btree (meeting_id);


--
-- Name: ix_co_option_person_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_co_option_person_id ON public.co_option USING btree (person_id);


--
-- Name: ix_deadline_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_deadline_open ON public.deadline USING btree (due_at) WHERE (done_at IS NULL);


--
-- Name: ix_dispatch_mailed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_dispatch_mailed ON public.dispatch USING btree (arrived_at) WHERE ((kind)::text = 'mail'::text);


--
-- Name: ix_dispatch_message; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_dispatch_message ON public.dispatch USING btree (chat_id, message_id);


--
-- Name: ix_dispatch_oldest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_dispatch_oldest ON public.dispatch USING btree (id) WHERE ((state)::text = ANY ((ARRAY['pending'::character varying, 'sending'::character varying])::text[]));


--
-- Name: ix_dispatch_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_dispatch_open ON public.dispatch USING btree (lane, id) WHERE ((state)::text = ANY ((ARRAY['pending'::character varying, 'sending'::character varying])::text[]));


--
-- Name: ix_dispatch_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_dispatch_subject ON public.dispatch USING btree (subject);


--
-- Name: ix_history_thing; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_history_thing ON public.history USING btree (thing);


--
-- Name: ix_inbox_oldest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_inbox_oldest ON public.inbox USING btree (id) WHERE ((state)::text = 'waiting'::text);


--
-- Name: ix_inbox_set_aside; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_inbox_set_aside ON public.inbox USING btree (received_at) WHERE ((state)::text = 'set_aside'::text);


--
-- Name: ix_inbox_waiting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_inbox_waiting ON public.inbox USING btree (lane, id) WHERE ((state)::text = 'waiting'::text);


--
-- Name: ix_item_meeting_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_item_meeting_id ON public.item USING btree (meeting_id);


--
-- Name: ix_item_proposer_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_item_proposer_id ON public.item USING btree (proposer_id);


--
-- Name: ix_item_source; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_item_source ON public.item USING btree (source_chat_id, source_message_id);


--
-- Name: ix_lift_copy_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_lift_copy_id ON public.lift USING btree (copy_id);


--
-- Name: ix_lift_item_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_lift_item_id ON public.lift USING btree (item_id);


--
-- Name: ix_lift_to_arena_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_lift_to_arena_id ON public.lift USING btree (to_arena_id);


--
-- Name: ix_meeting_arena_starts; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_meeting_arena_starts ON public.meeting USING btree (arena_id, starts);


--
-- Name: ix_meeting_joint_key; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_meeting_joint_key ON public.meeting USING btree (joint_key);


--
-- Name: ix_notice_dispatch_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_notice_dispatch_id ON public.notice USING btree (dispatch_id);


--
-- Name: ix_notice_person_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_notice_person_id ON public.notice USING btree (person_id);


--
-- Name: ix_notice_waiting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_notice_waiting ON public.notice USING btree (due_at) WHERE (gathered_at IS NULL);


--
-- Name: ix_recipient_publication_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_recipient_publication_id ON public.recipient USING btree (publication_id);


--
-- Name: ix_replacement_arena_state; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_replacement_arena_state ON public.replacement USING btree (arena_id, state);


--
-- Name: ix_replacement_ask_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_replacement_ask_at ON public.replacement USING btree (ask_at);


--
-- Name: ix_replacement_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_replacement_due ON public.replacement USING btree (state, changed_at, begins);


--
-- Name: ix_replacement_remind_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_replacement_remind_at ON public.replacement USING btree (remind_at);


--
-- Name: ix_role_arena_ends; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_role_arena_ends ON public.role USING btree (arena_id, ends);


--
-- Name: ix_role_person_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_role_person_id ON public.role USING btree (person_id);


--
-- Name: ix_tenure_arena_ends; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_tenure_arena_ends ON public.tenure USING btree (arena_id, ends);


--
-- Name: ix_tenure_person_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_tenure_person_id ON public.tenure USING btree (person_id);


--
-- Name: ix_turn_ask_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_turn_ask_at ON public.turn USING btree (ask_at);


--
-- Name: ix_turn_tell_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_turn_tell_at ON public.turn USING btree (tell_at);


--
-- Name: uq_call_in_deputy; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX uq_call_in_deputy ON public.call_in USING btree (meeting_id, generation, deputy_id) WHERE ((state)::text = ANY ((ARRAY['asked'::character varying, 'accepted'::character varying])::text[]));


--
-- Name: uq_chat_alive; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX uq_chat_alive ON public.chat USING btree (arena_id, kind) WHERE (lost_at IS NULL);


--
-- Name: arena_file fk_arena_file_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.arena_file
    ADD CONSTRAINT fk_arena_file_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: attachment fk_attachment_added_by_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT fk_attachment_added_by_id FOREIGN KEY (added_by_id) REFERENCES public.person(id);


--
-- Name: attachment fk_attachment_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT fk_attachment_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: attachment fk_attachment_item_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT fk_attachment_item_id FOREIGN KEY (item_id) REFERENCES public.item(id);


--
-- Name: attachment fk_attachment_meeting_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT fk_attachment_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.meeting(id);


--
-- Name: attachment fk_attachment_sha256; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT fk_attachment_sha256 FOREIGN KEY (sha256) REFERENCES public.blob(sha256);


--
-- Name: attendance fk_attendance_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attendance
    ADD CONSTRAINT fk_attendance_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: attendance fk_attendance_meeting_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attendance
    ADD CONSTRAINT fk_attendance_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.meeting(id);


--
-- Name: attendance fk_attendance_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attendance
    ADD CONSTRAINT fk_attendance_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: calendar_link fk_calendar_link_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calendar_link
    ADD CONSTRAINT fk_calendar_link_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: calendar_link fk_calendar_link_meeting_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.calendar_link
    ADD CONSTRAINT fk_calendar_link_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.meeting(id);


--
-- Name: call_in fk_call_in_absentee_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_in
    ADD CONSTRAINT fk_call_in_absentee_id FOREIGN KEY (absentee_id) REFERENCES public.person(id);


--
-- Name: call_in fk_call_in_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_in
    ADD CONSTRAINT fk_call_in_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: call_in fk_call_in_deputy_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_in
    ADD CONSTRAINT fk_call_in_deputy_id FOREIGN KEY (deputy_id) REFERENCES public.person(id);


--
-- Name: call_in fk_call_in_meeting_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.call_in
    ADD CONSTRAINT fk_call_in_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.meeting(id);


--
-- Name: chat fk_chat_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chat
    ADD CONSTRAINT fk_chat_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: co_option fk_co_option_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.co_option
    ADD CONSTRAINT fk_co_option_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: co_option fk_co_option_invited_by_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.co_option
    ADD CONSTRAINT fk_co_option_invited_by_id FOREIGN KEY (invited_by_id) REFERENCES public.person(id);


--
-- Name: co_option fk_co_option_item_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.co_option
    ADD CONSTRAINT fk_co_option_item_id FOREIGN KEY (item_id) REFERENCES public.item(id);


--
-- Name: co_option fk_co_option_meeting_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.co_option
    ADD CONSTRAINT fk_co_option_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.meeting(id);


--
-- Name: co_option fk_co_option_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.co_option
    ADD CONSTRAINT fk_co_option_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: co_option fk_co_option_withdrawn_by_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.co_option
    ADD CONSTRAINT fk_co_option_withdrawn_by_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.person(id);


--
-- Name: deadline fk_deadline_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deadline
    ADD CONSTRAINT fk_deadline_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: deadline fk_deadline_meeting_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deadline
    ADD CONSTRAINT fk_deadline_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.meeting(id);


--
-- Name: dialogue fk_dialogue_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dialogue
    ADD CONSTRAINT fk_dialogue_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: dispatch fk_dispatch_after_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispatch
    ADD CONSTRAINT fk_dispatch_after_id FOREIGN KEY (after_id) REFERENCES public.dispatch(id);


--
-- Name: dispatch fk_dispatch_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispatch
    ADD CONSTRAINT fk_dispatch_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: dispatch fk_dispatch_bound_chat_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispatch
    ADD CONSTRAINT fk_dispatch_bound_chat_id FOREIGN KEY (bound_chat_id) REFERENCES public.chat(id);


--
-- Name: dispatch fk_dispatch_file_sha256; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispatch
    ADD CONSTRAINT fk_dispatch_file_sha256 FOREIGN KEY (file_sha256) REFERENCES public.blob(sha256);


--
-- Name: dispatch fk_dispatch_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispatch
    ADD CONSTRAINT fk_dispatch_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: feed fk_feed_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.feed
    ADD CONSTRAINT fk_feed_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: history fk_history_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.history
    ADD CONSTRAINT fk_history_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: history fk_history_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.history
    ADD CONSTRAINT fk_history_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: invitation fk_invitation_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT fk_invitation_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: invitation fk_invitation_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT fk_invitation_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: item fk_item_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.item
    ADD CONSTRAINT fk_item_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: item fk_item_changed_by_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.item
    ADD CONSTRAINT fk_item_changed_by_id FOREIGN KEY (changed_by_id) REFERENCES public.person(id);


--
-- Name: item fk_item_meeting_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.item
    ADD CONSTRAINT fk_item_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.meeting(id);


--
-- Name: item fk_item_presenter_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.item
    ADD CONSTRAINT fk_item_presenter_id FOREIGN KEY (presenter_id) REFERENCES public.person(id);


--
-- Name: item fk_item_proposer_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.item
    ADD CONSTRAINT fk_item_proposer_id FOREIGN KEY (proposer_id) REFERENCES public.person(id);


--
-- Name: item fk_item_seat_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.item
    ADD CONSTRAINT fk_item_seat_id FOREIGN KEY (seat_id) REFERENCES public.seat(id);


--
-- Name: lift fk_lift_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lift
    ADD CONSTRAINT fk_lift_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: lift fk_lift_copy_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lift
    ADD CONSTRAINT fk_lift_copy_id FOREIGN KEY (copy_id) REFERENCES public.item(id);


--
-- Name: lift fk_lift_item_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lift
    ADD CONSTRAINT fk_lift_item_id FOREIGN KEY (item_id) REFERENCES public.item(id);


--
-- Name: lift fk_lift_lifted_by_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lift
    ADD CONSTRAINT fk_lift_lifted_by_id FOREIGN KEY (lifted_by_id) REFERENCES public.person(id);


--
-- Name: meeting fk_meeting_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT fk_meeting_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: meeting fk_meeting_changed_by_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT fk_meeting_changed_by_id FOREIGN KEY (changed_by_id) REFERENCES public.person(id);


--
-- Name: meeting fk_meeting_prepares_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT fk_meeting_prepares_id FOREIGN KEY (prepares_id) REFERENCES public.meeting(id);


--
-- Name: meeting fk_meeting_ready_by_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT fk_meeting_ready_by_id FOREIGN KEY (ready_by_id) REFERENCES public.person(id);


--
-- Name: notice fk_notice_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notice
    ADD CONSTRAINT fk_notice_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: notice fk_notice_dispatch_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notice
    ADD CONSTRAINT fk_notice_dispatch_id FOREIGN KEY (dispatch_id) REFERENCES public.dispatch(id);


--
-- Name: notice fk_notice_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notice
    ADD CONSTRAINT fk_notice_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: publication fk_publication_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.publication
    ADD CONSTRAINT fk_publication_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: publication fk_publication_meeting_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.publication
    ADD CONSTRAINT fk_publication_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.meeting(id);


--
-- Name: publication fk_publication_pdf_sha256; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.publication
    ADD CONSTRAINT fk_publication_pdf_sha256 FOREIGN KEY (pdf_sha256) REFERENCES public.blob(sha256);


--
-- Name: read_mark fk_read_mark_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.read_mark
    ADD CONSTRAINT fk_read_mark_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: read_mark fk_read_mark_meeting_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.read_mark
    ADD CONSTRAINT fk_read_mark_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.meeting(id);


--
-- Name: read_mark fk_read_mark_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.read_mark
    ADD CONSTRAINT fk_read_mark_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: recipient fk_recipient_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recipient
    ADD CONSTRAINT fk_recipient_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: recipient fk_recipient_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recipient
    ADD CONSTRAINT fk_recipient_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: recipient fk_recipient_publication_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.recipient
    ADD CONSTRAINT fk_recipient_publication_id FOREIGN KEY (publication_id) REFERENCES public.publication(id);


--
-- Name: removed_entry fk_removed_entry_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.removed_entry
    ADD CONSTRAINT fk_removed_entry_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: removed_entry fk_removed_entry_decision_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.removed_entry
    ADD CONSTRAINT fk_removed_entry_decision_id FOREIGN KEY (decision_id) REFERENCES public.history(id);


--
-- Name: replacement fk_replacement_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.replacement
    ADD CONSTRAINT fk_replacement_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: replacement fk_replacement_changed_by_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.replacement
    ADD CONSTRAINT fk_replacement_changed_by_id FOREIGN KEY (changed_by_id) REFERENCES public.person(id);


--
-- Name: replacement fk_replacement_leaver_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.replacement
    ADD CONSTRAINT fk_replacement_leaver_id FOREIGN KEY (leaver_id) REFERENCES public.person(id);


--
-- Name: replacement fk_replacement_newcomer_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.replacement
    ADD CONSTRAINT fk_replacement_newcomer_id FOREIGN KEY (newcomer_id) REFERENCES public.person(id);


--
-- Name: replacement fk_replacement_registered_by_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.replacement
    ADD CONSTRAINT fk_replacement_registered_by_id FOREIGN KEY (registered_by_id) REFERENCES public.person(id);


--
-- Name: replacement fk_replacement_reported_by_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.replacement
    ADD CONSTRAINT fk_replacement_reported_by_id FOREIGN KEY (reported_by_id) REFERENCES public.person(id);


--
-- Name: replacement fk_replacement_seat_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.replacement
    ADD CONSTRAINT fk_replacement_seat_id FOREIGN KEY (seat_id) REFERENCES public.seat(id);


--
-- Name: role fk_role_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.role
    ADD CONSTRAINT fk_role_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: role fk_role_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.role
    ADD CONSTRAINT fk_role_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: role fk_role_seat_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.role
    ADD CONSTRAINT fk_role_seat_id FOREIGN KEY (seat_id) REFERENCES public.seat(id);


--
-- Name: seat fk_seat_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.seat
    ADD CONSTRAINT fk_seat_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: tenure fk_tenure_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tenure
    ADD CONSTRAINT fk_tenure_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: tenure fk_tenure_person_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tenure
    ADD CONSTRAINT fk_tenure_person_id FOREIGN KEY (person_id) REFERENCES public.person(id);


--
-- Name: tenure fk_tenure_seat_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tenure
    ADD CONSTRAINT fk_tenure_seat_id FOREIGN KEY (seat_id) REFERENCES public.seat(id);


--
-- Name: turn fk_turn_arena_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.turn
    ADD CONSTRAINT fk_turn_arena_id FOREIGN KEY (arena_id) REFERENCES public.arena(id);


--
-- Name: turn fk_turn_changed_by_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.turn
    ADD CONSTRAINT fk_turn_changed_by_id FOREIGN KEY (changed_by_id) REFERENCES public.person(id);


--
-- Name: turn fk_turn_named_by_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.turn
    ADD CONSTRAINT fk_turn_named_by_id FOREIGN KEY (named_by_id) REFERENCES public.person(id);


--
-- Name: turn fk_turn_role_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.turn
    ADD CONSTRAINT fk_turn_role_id FOREIGN KEY (role_id) REFERENCES public.role(id);


--
-- PostgreSQL database dump complete
--

\unrestrict 6Csk6goJ1lWPAMOesdEINTWt2tvfIC21P8nNkeeED94WojFD7yTfcgEKTBbftOi

