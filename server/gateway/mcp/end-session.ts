import { identityHeaders } from "@/lib/forward-auth/admit";
import type { CompiledApi } from "@/lib/gateway/compile";
import { identityToken } from "@/lib/gateway/identity";
import { log } from "@/lib/log";
import type { Passage } from "@/lib/mcp/gateway/enter";

const patienceMilliseconds = 10_000;

/** Tells the server behind that a session is over (MCP, Streamable HTTP: DELETE). One that does not listen ends it in its own time. */
export async function endSession(api: CompiledApi, { principal, session, target }: Pick<Passage, "principal" | "session" | "target">): Promise<void> {
  const headers = {
    host: api.upstreamHost,
    "mcp-session-id": session!.upstreamId,
    ...identityHeaders(principal),
    "x-auth-identity": await identityToken(principal, api),
    "content-length": "0",
  };
  const request = api.connections.request({ method: "DELETE", path: target, headers, signal: AbortSignal.timeout(patienceMilliseconds) });
  await new Promise<void>((resolve) => {
    request.once("response", (response) => {
      response.resume();
      response.once("close", resolve);
    });
    request.once("error", (error) => {
      log.debug("An MCP server was not told that a session is over", { api: api.name, error });
      resolve();
    });
    request.end();
  });
}
