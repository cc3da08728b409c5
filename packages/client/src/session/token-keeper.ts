import { KeyhouseError } from "../errors";
import type { SignInCall, Token, TokenSource } from "./token-source";

type Held = Token & { obtainedAt: number; renewAt: number; expiresAt: number };

/**
 * The token in memory. It is renewed before it expires, once for all who ask meanwhile. What one caller gives up (its AbortSignal) goes
 * on for the others.
 */
export class TokenKeeper {
  #held: Held | undefined;
  #flight: Promise<Held> | undefined;
  #refusal: { error: KeyhouseError; until: number } | undefined;

  constructor(private readonly source: TokenSource, private readonly call: SignInCall) {}

  /** A token that is good for now. */
  async current(): Promise<string> {
    const { log } = this.call;
    if (!this.source.isFixed) log.debug("Checking token expiration before API request");
    // what was kept from an earlier login may have expired meanwhile
    const held = this.#held ?? (await this.#once(() => this.#obtain()));
    if (now() < held.renewAt) return held.value;
    if (now() >= held.expiresAt) log.warn("Token expired, attempting refresh...");
    else log.debug(`Token expires in ${inWords(held.expiresAt - now())}, refreshing proactively`);
    const renewed = await this.#once(() => this.#renewEarly(held));
    if (renewed !== held) log.debug("API request proceeding with refreshed token");
    return renewed.value;
  }

  /** After a 401: another token than the refused one, or `undefined` where there is none to be had. */
  async after(refused: string): Promise<string | undefined> {
    const held = this.#held;
    if (held && held.value !== refused) return held.value;
    if (this.source.isFixed) return undefined;
    this.call.log.warn("Token expired, attempting refresh...");
    return (await this.#once(() => (held ? this.#renew(held) : this.#obtain()))).value;
  }

  /** After a second 401: from the very beginning. */
  async anew(refused: string): Promise<string | undefined> {
    if (this.source.isFixed) return undefined;
    if (this.#held && this.#held.value !== refused) return this.#held.value;
    return (await this.#once(() => this.#obtain())).value;
  }

  async end(): Promise<void> {
    const held = this.#held;
    this.#held = undefined;
    if (held) await this.source.end?.(held, this.call);
  }

  #once(work: () => Promise<Held>): Promise<Held> {
    this.#flight ??= work().finally(() => (this.#flight = undefined));
    return this.#flight;
  }

  /** A server that is away for a moment does no harm as long as the token lives. */
  async #renewEarly(held: Held): Promise<Held> {
    try {
      return await this.#renew(held);
    } catch (error) {
      if (!isPassing(error) || now() >= held.expiresAt) throw error;
      this.call.log.warn("Token refresh failed, the present token is used while it lasts");
      held.renewAt = Math.min(held.expiresAt, now() + Math.max(1000, (held.expiresAt - now()) / 4));
      return held;
    }
  }

  async #renew(held: Held): Promise<Held> {
    if (!this.source.renew) return this.#obtain();
    try {
      const renewed = this.#keep(await this.source.renew(held, this.call));
      this.call.log.info("Token refreshed successfully");
      this.call.log.debug(`Token refresh successful, new expiry: ${expiryOf(renewed)}`);
      return renewed;
    } catch (error) {
      if (isPassing(error)) throw error;
      this.call.log.warn("Token cannot be refreshed, signing in again");
      return this.#obtain();
    }
  }

  /** What was refused is not sent again at once: guessing locks accounts. */
  async #obtain(): Promise<Held> {
    if (this.#refusal && now() < this.#refusal.until) throw this.#refusal.error;
    try {
      const held = this.#keep(await this.source.obtain(this.call));
      if (this.source.isFixed) return held;
      this.call.log.debug(`JWT token received, expires: ${expiryOf(held)}`);
      this.call.log.debug("Token stored in memory for API requests");
      return held;
    } catch (error) {
      if (error instanceof KeyhouseError && error.status >= 400 && !isPassing(error)) this.#refusal = { error, until: now() + refusalMs };
      throw error;
    }
  }

  #keep(token: Token): Held {
    const lifetimeMs = token.lifetimeSeconds === undefined ? Infinity : token.lifetimeSeconds * 1000;
    const obtainedAt = now();
    this.call.log.redactor.keep(token.value, token.refreshToken);
    this.#held = { ...token, obtainedAt, renewAt: obtainedAt + lifetimeMs - earlyMs(lifetimeMs), expiresAt: obtainedAt + lifetimeMs };
    return this.#held;
  }
}

/** Five minutes before the end; of tokens that live shorter than a quarter of an hour, the last third. */
const earlyMs = (lifetimeMs: number): number => (lifetimeMs === Infinity ? 0 : Math.min(300_000, lifetimeMs / 3));

const refusalMs = 30_000;

const isPassing = (error: unknown): boolean => !(error instanceof KeyhouseError) || error.status === 0 || error.status === 429 || error.status >= 500;

/** A monotonic clock. */
const now = () => performance.now();

const expiryOf = (held: Held) => (held.expiresAt === Infinity ? "never" : `${new Date(Date.now() + held.expiresAt - now()).toISOString().slice(0, 19)}Z`);

const inWords = (milliseconds: number) => (milliseconds >= 60_000 ? `${Math.floor(milliseconds / 60_000)} minutes` : `${Math.ceil(milliseconds / 1000)} seconds`);
