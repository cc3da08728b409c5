import type { OpenApiOperation } from "@/lib/contract/openapi-document";
import { bodySamples } from "./samples";

/** The call as one would type it, for this host. */
export function curlLine(host: string, method: string, path: string, operation: OpenApiOperation): string {
  const address = `${host}${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase())}`;
  const see = "302" in operation.responses ? "curl -i" : "curl";
  const parts = [method === "GET" ? `${see} ${address}` : `curl -X ${method} ${address}`];
  if (operation.security.some((way) => "bearer" in way)) parts.push(`-H "Authorization: Bearer YOUR_TOKEN"`);
  const body = (bodySamples as Record<string, unknown>)[operation.operationId];
  if (body !== undefined && operation.requestBody) parts.push(`-H "Content-Type: application/json"`, `-d '${JSON.stringify(body, null, 2)}'`);
  return parts.join(" \\\n  ");
}
