import { randomUUID } from "node:crypto";
import type pg from "pg";
import { log } from "@/lib/log";
import type { Announced, ChangeFeed, ChangeListener } from "../change-feed";
import { ChangeListeners } from "../change-listeners";
import type { Transaction } from "../client";
import { Acknowledgements } from "./acknowledgements";
import { packTags, readMessage } from "./change-message";
import { connectPostgres, readTarget, type Target } from "./connection";
import { Echoes } from "./echoes";

const channel = "keyhouse_changes";
/** By it the instances that listen are known to each other. */
const listenerName = "keyhouse changes";
const echoMs = 1_000;
const heartbeatMs = 1_000;
/** Longest silence of the connection that still counts as healthy. */
const silenceMs = 3_000;
const longestBackoffMs = 5_000;

/**
 * LISTEN and NOTIFY on a connection of its own. PostgreSQL signals all listeners in one go: when the sender hears itself,
 * the others have been signalled; each then says that it has acted on it. One that says nothing for `silenceMs` is not waited for
 * again until it does: by then its own feed is unhealthy, and it asks the database. A connection that is lost, or silent for
 * too long, makes the feed unhealthy at once; when it is back, listeners are told that anything may have changed.
 */
export class PostgresChangeFeed implements ChangeFeed {
  readonly #id = randomUUID();
  readonly #target: Target;
  readonly #listeners = new ChangeListeners();
  readonly #echoes = new Echoes();
  readonly #acknowledgements = new Acknowledgements();
  /** Backends of listeners that did not answer in time. */
  readonly #silent = new Set<number>();
  #sent = 0;
  #turn = Promise.resolve();
  #connection: pg.Client | undefined;
  #heardAt = 0;
  /** Something could not be published: the others hear of it when the connection is back. */
  #owesOthers = false;
  #isClosed = false;
  #heartbeat: NodeJS.Timeout | undefined;
  #reconnect: NodeJS.Timeout | undefined;

  static async open(databaseUrl: string): Promise<PostgresChangeFeed> {
    const feed = new PostgresChangeFeed(readTarget(databaseUrl));
    await feed.#connect();
    feed.#heartbeat = setInterval(() => void feed.#beat(), heartbeatMs).unref();
    return feed;
  }

  private constructor(target: Target) {
    this.#target = target;
  }

  async announce(tx: Transaction, tags: string[]): Promise<Announced> {
    if (tags.length === 0) return undefined;
    const id = ++this.#sent;
    for (const message of packTags({ from: this.#id, id }, tags)) await tx.$executeRaw`SELECT pg_notify(${channel}, ${message})`;
    return id;
  }

  async publish(tags: string[], announced?: Announced): Promise<void> {
    if (tags.length === 0) return;
    this.#listeners.tell(tags);
    const connection = this.#connection;
    const id = await this.#sendAndHear(connection, tags, announced);
    if (connection && id !== undefined) return this.#waitForOthers(connection, id);
    try {
      await this.#sendOnce(tags);
    } catch (error) {
      this.#owesOthers = true;
      throw error;
    }
  }

  subscribe(listener: ChangeListener): void {
    this.#listeners.add(listener);
  }

  isHealthy(): boolean {
    return this.#connection !== undefined && performance.now() - this.#heardAt < silenceMs;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#heartbeat);
    clearTimeout(this.#reconnect);
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.end().catch(() => {});
  }

  /** Sends it, unless a commit has done that; returns its number once it came back, undefined where it did not within its time. */
  async #sendAndHear(connection: pg.Client | undefined, tags: string[], announced: Announced): Promise<number | undefined> {
    if (!connection) return undefined;
    const id = announced ?? ++this.#sent;
    const echo = this.#echoes.wait(id, echoMs);
    const sent = announced === undefined ? this.#inTurn(() => notifyAll(connection, packTags({ from: this.#id, id }, tags))) : Promise.resolve();
    return (await Promise.race([echo, sent.then(() => echo, () => false)])) ? id : undefined;
  }

  /** Until every other instance that listens has acted on it, or has been silent for so long that it trusts its own cache no more. */
  async #waitForOthers(connection: pg.Client, id: number): Promise<void> {
    const { rows } = await this.#inTurn(() => connection.query<{ pid: number }>("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1 AND pid <> pg_backend_pid()", [listenerName]));
    const others = rows.map(({ pid }) => pid);
    for (const pid of this.#silent) if (!others.includes(pid)) this.#silent.delete(pid);
    const expected = others.filter((pid) => !this.#silent.has(pid));
    for (const pid of await this.#acknowledgements.wait(id, expected, silenceMs)) this.#silent.add(pid);
  }

  /** The connection is lost or silent while another one may still get through. */
  async #sendOnce(tags: string[]): Promise<void> {
    const connection = await connectPostgres(this.#target, { query_timeout: silenceMs });
    try {
      await notifyAll(connection, packTags({ from: this.#id, id: 0 }, tags));
    } finally {
      await connection.end().catch(() => {});
    }
  }

  /** The driver wants one query at a time. */
  async #inTurn<T>(query: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(query);
    this.#turn = result.then(() => {}, () => {});
    return result;
  }

  #receive(connection: pg.Client, payload: string): void {
    const message = readMessage(payload);
    if (message?.from === this.#id) {
      if (message.isLast) this.#echoes.heard(message.id);
      return;
    }
    this.#listeners.tell(message?.tags ?? ["*"]);
    if (message?.isLast && message.id > 0) this.#acknowledge(connection, message.from, message.id);
  }

  /** A connection that cannot say so is lost, and notices it by itself. */
  #acknowledge(connection: pg.Client, to: string, id: number): void {
    const said = this.#inTurn(() => connection.query("SELECT pg_notify($1, $2 || ' ' || pg_backend_pid())", [answersTo(to), String(id)]));
    said.catch(() => {});
  }

  #receiveAnswer(payload: string): void {
    const [id = Number.NaN, by = Number.NaN] = payload.split(" ").map(Number);
    this.#silent.delete(by);
    this.#acknowledgements.heard(id, by);
  }

  async #connect(): Promise<void> {
    const connection = await connectPostgres(this.#target, { query_timeout: silenceMs, application_name: listenerName });
    connection.once("end", () => this.#lose(connection));
    connection.on("error", () => this.#lose(connection));
    connection.on("notification", ({ channel: heardOn, payload }) => (heardOn === channel ? this.#receive(connection, payload ?? "") : this.#receiveAnswer(payload ?? "")));
    await connection.query(`LISTEN ${channel}; LISTEN ${answersTo(this.#id)}`);
    if (this.#owesOthers) await notifyAll(connection, packTags({ from: this.#id, id: 0 }, ["*"]));
    this.#owesOthers = false;
    if (this.#isClosed) return void connection.end().catch(() => {});
    this.#listeners.tell(["*"]);
    this.#heardAt = performance.now();
    this.#connection = connection;
  }

  async #beat(): Promise<void> {
    const connection = this.#connection;
    if (!connection) return;
    try {
      await this.#inTurn(() => connection.query("SELECT 1"));
      this.#heardAt = performance.now();
    } catch {
      this.#lose(connection);
    }
  }

  #lose(connection: pg.Client): void {
    if (this.#connection !== connection) return;
    this.#connection = undefined;
    log.warn("The change feed is lost; the database is asked each time until it is back");
    void connection.end().catch(() => {});
    this.#reconnectAfter(100);
  }

  #reconnectAfter(delayMs: number): void {
    if (this.#isClosed) return;
    this.#reconnect = setTimeout(() => {
      this.#connect().then(
        () => log.info("The change feed is back"),
        () => this.#reconnectAfter(Math.min(delayMs * 2, longestBackoffMs)),
      );
    }, delayMs).unref();
  }
}

async function notifyAll(connection: pg.Client, messages: string[]): Promise<void> {
  for (const message of messages) await connection.query("SELECT pg_notify($1, $2)", [channel, message]);
}

/** Where an instance is told that its messages were heard: a channel of its own, so that no other is bothered. */
function answersTo(instance: string): string {
  return `keyhouse_heard_${instance.replaceAll(/[^0-9a-f]/g, "")}`;
}
