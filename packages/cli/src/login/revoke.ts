import type { Login } from "../store/settings";
import type { World } from "../world";
import { clientId } from "./client-id";
import { send } from "./post-form";
import { Failure, exitCodes } from "../failure";

/** Ends a login on the server: its refresh token, with all access tokens that came of it (RFC 7009). */
export async function revokeLogin(world: World, url: string, { refresh_token }: Login): Promise<void> {
  const response = await send(world, `${url}/oauth/revoke`, { method: "POST", body: new URLSearchParams({ client_id: clientId, token: refresh_token, token_type_hint: "refresh_token" }) });
  if (!response.ok) throw new Failure(`${url} has not ended the login: it answered ${response.status}.`, { exitCode: response.status >= 500 ? exitCodes.unreachable : exitCodes.failed });
}
