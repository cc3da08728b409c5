import { exitCodes, Failure } from "../failure";
import type { World } from "../world";
import { version } from "../version";

/** An error in the words of RFC 6749, section 5.2. */
export class OauthFailure extends Error {
  constructor(readonly code: string, description: string | undefined) {
    super((description ?? code).replace(/\.$/, ""));
  }
}

const timeoutMilliseconds = 30_000;

/** A request to an OAuth endpoint. Throws OauthFailure for what it refuses, and a Failure where nothing like an answer came. */
export async function postForm<Answer>(world: World, address: string, form: Record<string, string>): Promise<Answer> {
  const response = await send(world, address, { method: "POST", body: new URLSearchParams(form) });
  const answer = (await response.json().catch(() => undefined)) as Record<string, unknown> | undefined;
  if (response.ok && answer) return answer as Answer;
  if (response.status < 500 && response.status !== 429 && typeof answer?.["error"] === "string") throw new OauthFailure(answer["error"], typeof answer["error_description"] === "string" ? answer["error_description"] : undefined);
  throw new Failure(`${new URL(address).origin} answered ${response.status}${response.status === 429 ? ": too many requests" : ""}.`, { exitCode: exitCodes.unreachable, hint: "Is it a Keyhouse server, and is it well? keyhouse health tells." });
}

export async function send(world: World, address: string, init: RequestInit): Promise<Response> {
  const signal = AbortSignal.any([world.interrupted, AbortSignal.timeout(timeoutMilliseconds)]);
  const headers = { accept: "application/json", "user-agent": `keyhouse-cli/${version}` };
  try {
    return await world.fetch(address, { ...init, headers, signal, redirect: "error" });
  } catch (cause) {
    if (world.interrupted.aborted) throw cause;
    throw new Failure(`${new URL(address).origin} cannot be reached.`, { exitCode: exitCodes.unreachable, hint: "Is it running, and is the address right? --url, KEYHOUSE_URL or keyhouse config set api.url names it." });
  }
}
