import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Store } from '../../store/connect';

/** Of each table and the queue: a text that changes when it does. */
type Digest = Readonly<Record<string, string>>;

const ownTables = `select tablename as name from pg_tables where schemaname = 'public' order by 1`;

/** Sees whether anything was written, and undoes what was. */
export class Ledger {
  private stored: Digest = {};
  private storedFiles = '';
  /** Where the database's log ended when `stored` was read: while it ends there, nothing can be otherwise. */
  private position = '';

  private constructor(
    private readonly store: Store,
    private readonly files: string,
    private readonly tables: readonly string[],
  ) {}

  /** Remembers all tables as they are, for {@link restore}. @param files the folder of artifacts */
  static async open(store: Store, files: string): Promise<Ledger> {
    const { rows } = await store.pool.query<{ name: string }>(ownTables);
    const tables = rows.map(({ name }) => name);
    const copies = tables.map((name) => `create table remembered."${name}" as table public."${name}"`);
    await store.pool.query(`drop schema if exists remembered cascade; create schema remembered; ${copies.join(';')}`);
    const ledger = new Ledger(store, files, tables);
    ledger.stored = await ledger.read();
    ledger.storedFiles = ledger.listing();
    return ledger;
  }

  /** @throws when anything in the database is otherwise than it was */
  async check(): Promise<void> {
    const position = await this.end();
    if (position === this.position) return;
    const now = await this.read();
    const changed = Object.keys(now).filter((name) => now[name] !== this.stored[name]);
    if (changed.length > 0) throw new Error(`written: ${changed.join(', ')}`);
    this.position = position;
  }

  /** @throws when a file has come or gone, too */
  async checkAll(): Promise<void> {
    await this.check();
    if (this.listing() !== this.storedFiles) throw new Error(`the files are now\n${this.listing()}`);
  }

  /**
   * All tables and the queue's jobs. Two things are left out that calls write whatever becomes of them: when a token
   * was last used, once a minute; and that a session is over, which who sends its cookie makes true.
   */
  private async read(): Promise<Digest> {
    const each = this.tables.map((name) => {
      const row = name === 'tokens' ? `(to_jsonb(t) - 'last_used_at')::text` : `t::text`;
      const rows = name === 'sessions' ? 'where expires_at > now()' : '';
      return `select '${name}' as name, ${sumOf(row)} from public."${name}" t ${rows}`;
    });
    const jobs = `select 'the queue', ${sumOf(`concat(t.id, t.name, t.data, t.state)`)} from pgboss.job t`;
    const { rows } = await this.store.pool.query<{ name: string; sum: string }>([...each, jobs].join(' union all '));
    return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
  }

  /** Makes the tables what they were, events excepted: their ids only go up. */
  async restore(): Promise<void> {
    const tables = this.tables.filter((name) => !name.startsWith('event'));
    const statements = [
      'begin',
      'set local session_replication_role = replica',
      ...tables.map((name) => `delete from public."${name}"`),
      ...tables.map((name) => `insert into public."${name}" overriding system value table remembered."${name}"`),
      'commit',
    ];
    await this.store.pool.query(statements.join(';'));
    this.stored = await this.read();
    this.storedFiles = this.listing();
  }

  /** A refused call may have begun to write, so that this alone says nothing when it moves. */
  private async end(): Promise<string> {
    const { rows } = await this.store.pool.query<{ position: string }>(
      'select pg_current_wal_insert_lsn()::text as position',
    );
    return rows[0]!.position;
  }

  /** Every file with its size, one a line. */
  listing(): string {
    const files = readdirSync(this.files, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
    return paths.map((path) => `${relative(this.files, path)} ${statSync(path).size}`).join('\n');
  }
}

function sumOf(row: string): string {
  return `count(*) || ' ' || coalesce(md5(string_agg(md5(${row}), '' order by md5(${row}))), '') as sum`;
}
