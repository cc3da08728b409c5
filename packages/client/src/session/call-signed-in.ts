import { readBody } from "../transport/send";
import { callServer, type ServerCall } from "./call-server";
import type { TokenKeeper } from "./token-keeper";

/**
 * A call with the client's token. A 401 means that the token is refused: it is renewed and the call repeated once, then signed in anew
 * and repeated once more. Nothing was done by a refused call, so every method may be repeated.
 */
export async function callSignedIn({ keeper, ...call }: ServerCall & { keeper: TokenKeeper | undefined }): Promise<Response> {
  if (!keeper) return callServer(call);
  const first = await withSignal(keeper.current(), call.signal);
  const response = await callServer(withToken(call, first));
  if (response.status !== 401 || call.init.body instanceof ReadableStream || !(await isOfToken(response))) return response;
  const second = await withSignal(keeper.after(first), call.signal);
  if (second === undefined) return response;
  await response.body?.cancel();
  const repeated = await callServer(withToken(call, second));
  if (repeated.status !== 401 || !(await isOfToken(repeated))) return repeated;
  const third = await withSignal(keeper.anew(second), call.signal);
  if (third === undefined) return repeated;
  await repeated.body?.cancel();
  return callServer(withToken(call, third));
}

function withToken(call: ServerCall, token: string): ServerCall {
  const headers = new Headers(call.init.headers);
  headers.set("authorization", `Bearer ${token}`);
  // One credential for each request: the page's cookie stays out of it.
  return { ...call, init: { ...call.init, headers, credentials: "omit" } };
}

/** A wrong password in a body is a 401 as well, and no token can mend it. */
async function isOfToken(response: Response): Promise<boolean> {
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
