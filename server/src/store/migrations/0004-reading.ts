import { type Kysely, type Migration, sql } from 'kysely';

/**
 * What lists are read by. Sessions that run are few, and looked through as they are. Those that ended are many and stay as
 * they are: each way to look for them has an index that a session enters once, with its end.
 */
export const readingMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await indexColumns(db);
    await indexHours(db);
    await indexTagsAndTexts(db);
  },
};

async function indexColumns(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`drop index sessions_attention`,
    sql`create index sessions_running_attention on sessions (attention_rank, row_id) where ended_at is null`,
    sql`create index sessions_ended_rank on sessions (attention_rank, row_id) where ended_at is not null`,
    sql`create index sessions_ended_app on sessions (app, attention_rank, row_id) where ended_at is not null`,
    sql`create index sessions_ended_kind on sessions (kind, attention_rank, row_id) where ended_at is not null`,
    sql`create index sessions_ended_user on sessions (user_id, attention_rank, row_id) where ended_at is not null`,
  ];
  for (const statement of statements) await statement.execute(db);
}

/** Row ids grow with time, unless a clock went back: where those of each hour are says where to look for a date. */
async function indexHours(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table session_hours
      (hour integer primary key, first_row_id integer not null, last_row_id integer not null)`,
    sql`insert into session_hours
      select started_at / 3600000, min(row_id), max(row_id) from sessions group by 1`,
    sql`create trigger session_hours_insert after insert on sessions begin
      insert into session_hours values (new.started_at / 3600000, new.row_id, new.row_id)
        on conflict (hour) do update set
          first_row_id = min(first_row_id, excluded.first_row_id), last_row_id = max(last_row_id, excluded.last_row_id);
    end`,
  ];
  for (const statement of statements) await statement.execute(db);
}

/**
 * The texts hold which three characters follow each other in which sessions, and no more: whether they do so in the order
 * of a search is seen in the session. They are folded before they are stored, so that nothing is left to fold.
 */
async function indexTagsAndTexts(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table session_tags
      (tag text not null, session_row_id integer not null, primary key (tag, session_row_id)) without rowid`,
    sql`create virtual table session_texts using fts5
      (text, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram case_sensitive 1')`,
    sql`insert or ignore into session_tags
      select value, row_id from sessions, json_each(tags) where ended_at is not null and tags <> '[]'`,
    sql`insert into session_texts (rowid, text)
      select row_id, search_text from sessions where ended_at is not null`,

    sql`create trigger sessions_enter after insert on sessions when new.ended_at is not null begin ${enter} end`,
    sql`create trigger sessions_leave after delete on sessions when old.ended_at is not null begin ${leave} end`,
    sql`create trigger sessions_move after update of ended_at, search_text, tags on sessions
      when old.ended_at is not null or new.ended_at is not null begin ${leave} ${enter} end`,
  ];
  for (const statement of statements) await statement.execute(db);
}

const enter = sql`
  insert into session_texts (rowid, text) select new.row_id, new.search_text where new.ended_at is not null;
  insert or ignore into session_tags select value, new.row_id from json_each(new.tags) where new.ended_at is not null;`;

const leave = sql`
  delete from session_texts where rowid = old.row_id and old.ended_at is not null;
  delete from session_tags where tag in (select value from json_each(old.tags)) and session_row_id = old.row_id;`;
