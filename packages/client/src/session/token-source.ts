import type { RequesterCall } from "../transport/requester";
import type { Log } from "./log";

export type Token = {
  /** Sent as `Authorization: Bearer`. */
  value: string;
  /** How long it is good for from now on, in seconds; absent where it does not expire. */
  lifetimeSeconds?: number | undefined;
  /** What it can be renewed with. */
  refreshToken?: string | undefined;
};

/** How a token source reaches the server: without a token, with the client's timeout and retries. */
export type SignInCall = {
  post<Answer>(path: string, call: RequesterCall & { form?: Record<string, string> }): Promise<{ answer: Answer; headers: Headers }>;
  log: Log;
};

/**
 * Where a client's tokens come from. The client holds the token in memory, asks for a new one before it expires and after a 401, and
 * lets parallel calls wait for one and the same answer.
 */
export type TokenSource = {
  /** Signs in anew: called when there is no token yet, or none that can be renewed. */
  obtain(call: SignInCall): Promise<Token>;
  /** Exchanges a token for a fresh one. Without it `obtain` is called each time. */
  renew?(token: Token, call: SignInCall): Promise<Token>;
  /** Ends what `obtain` began, where that is something on the server. */
  end?(token: Token, call: SignInCall): Promise<void>;
  /** The token is all there is: after a 401 there is nothing that could be done. */
  isFixed?: boolean;
};
