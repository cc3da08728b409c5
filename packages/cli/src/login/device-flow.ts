import { exitCodes, Failure } from "../failure";
import type { World } from "../world";
import { clientId } from "./client-id";
import { OauthFailure, postForm } from "./post-form";

/** RFC 8628, section 3.2. */
export type Started = { device_code: string; user_code: string; verification_uri: string; verification_uri_complete?: string; expires_in: number; interval?: number };
export type Tokens = { access_token: string; refresh_token: string; expires_in: number; scope: string };

export function startDevice(world: World, url: string, scopes: readonly string[]): Promise<Started> {
  return postForm<Started>(world, `${url}/oauth/device_authorization`, { client_id: clientId, ...(scopes.length > 0 && { scope: scopes.join(" ") }) }).catch((error: unknown) => {
    if (error instanceof OauthFailure) throw new Failure(`${url} does not begin a login: ${error.message}.`, { hint: error.code === "unauthorized_client" ? "An administrator has blocked the command line here. Use keyhouse config set api.token with a key." : undefined });
    throw error;
  });
}

/** Asks until somebody has decided (section 3.5). `slow_down` makes each pause five seconds longer, a lost connection twice as long. */
export async function waitForTokens(world: World, url: string, { device_code, interval = 5 }: Started, deadline: Date): Promise<Tokens> {
  let seconds = interval;
  for (;;) {
    await world.sleep(Math.max(0, Math.min(seconds * 1000, deadline.getTime() - world.now().getTime() + 1000)), world.interrupted);
    const outcome = await poll(world, url, device_code);
    if (outcome === "slow_down") seconds += 5;
    else if (outcome === "away") seconds = Math.min(seconds * 2, 60);
    else if (outcome !== "authorization_pending") return outcome;
    if (world.now() > deadline) throw expired();
  }
}

async function poll(world: World, url: string, deviceCode: string): Promise<Tokens | "authorization_pending" | "slow_down" | "away"> {
  try {
    return await postForm<Tokens>(world, `${url}/oauth/token`, { grant_type: "urn:ietf:params:oauth:grant-type:device_code", client_id: clientId, device_code: deviceCode });
  } catch (error) {
    if (error instanceof Failure && error.exitCode === exitCodes.unreachable) return "away";
    if (!(error instanceof OauthFailure)) throw error;
    if (error.code === "authorization_pending" || error.code === "slow_down") return error.code;
    if (error.code === "access_denied") throw new Failure("The login was denied in the browser.", { hint: "Run keyhouse login again, and allow it there." });
    if (error.code === "expired_token") throw expired();
    throw new Failure(`The login did not succeed: ${error.message}.`);
  }
}

const expired = () => new Failure("Nobody allowed the login in time.", { hint: "Run keyhouse login again." });
