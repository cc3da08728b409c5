import { Failure, exitCodes } from "../failure";
import { plain } from "../output/plain";
import type { World } from "../world";
import { send } from "./post-form";

/**
 * Is a Keyhouse server at this very address? Its metadata must name the address as its own (RFC 8414, section 3.3): otherwise a stranger's
 * server could send people through somebody else's login and be handed the token.
 */
export async function checkServer(world: World, url: string): Promise<void> {
  const response = await send(world, `${url}/.well-known/oauth-authorization-server`, { method: "GET" });
  const metadata = (await response.json().catch(() => undefined)) as { issuer?: unknown; device_authorization_endpoint?: unknown } | undefined;
  if (!response.ok || typeof metadata?.issuer !== "string" || metadata.device_authorization_endpoint === undefined) {
    throw new Failure(`There is no Keyhouse server at ${url}.`, { exitCode: exitCodes.unreachable, hint: "--url, KEYHOUSE_URL or keyhouse config set api.url names it." });
  }
  if (metadata.issuer !== url) throw new Failure(`The server at ${url} calls itself ${plain(metadata.issuer)}.`, { hint: `If you trust it, sign in there: keyhouse login --url ${plain(metadata.issuer)}` });
}
