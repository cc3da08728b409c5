import { readBody } from "../transport/send";
import { callServer, type ServerCall } from "./call-server";
import type { TokenKeeper } from "./token-keeper";

/**
 * A call with the client's token. A 401 means that the token is refused: it is renewed and the call repeated once, then signed in anew
 * and repeated once more. Nothing was done by a refused call, so every method may be repeated.
 */
export async function callSignedIn({ keeper, ...call }: ServerCall & { keeper: TokenKeeper | undefined }): Promise<Response> {
  if (!keeper) return callServer(call);
  const use = new TokenUse(keeper, call.signal);
  // One credential for each request: the page's cookie stays out of it.
  const signed: ServerCall = { ...call, init: { ...call.init, credentials: "omit" }, signer: use };
  const response = await callServer(signed);
  if (!(await isRefused(response)) || call.init.body instanceof ReadableStream || !(await use.change("after"))) return response;
  await response.body?.cancel();
  const repeated = await callServer(signed);
  if (!(await isRefused(repeated)) || !(await use.change("anew"))) return repeated;
  await repeated.body?.cancel();
  return callServer(signed);
}

/** The token of one call. A repetition may come so late that another is due: it is asked for each time. */
class TokenUse {
  token = "";
  #next: string | undefined;

  constructor(private readonly keeper: TokenKeeper, private readonly signal: AbortSignal | undefined) {}

  async prepare(): Promise<void> {
    this.token = this.#next ?? (await withSignal(this.keeper.current(), this.signal));
    this.#next = undefined;
  }

  /** Another token in place of the refused one, where there is one to be had. */
  async change(how: "after" | "anew"): Promise<boolean> {
    this.#next = await withSignal(this.keeper[how](this.token), this.signal);
    return this.#next !== undefined;
  }
}

/** A wrong password in a body is a 401 as well, and no other token would help. */
async function isRefused(response: Response): Promise<boolean> {
  if (response.status !== 401) return false;
  const body = await readBody(response.clone()).catch(() => undefined);
  const code = typeof body === "object" && body !== null ? (body as { code?: unknown }).code : undefined;
  return code !== "INVALID_CREDENTIALS" && code !== "SECOND_FACTOR_REQUIRED";
}

/** The signing-in goes on for others who wait for it; this caller leaves. */
function withSignal<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener("abort", leave, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}
