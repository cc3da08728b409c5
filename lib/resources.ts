import { config } from "@/lib/env/config";

/**
 * The one form in which resources are compared and answered (RFC 8707): scheme and host in lower case, no default port, one
 * trailing slash removed. Undefined where the text is no http(s) address, has a fragment (section 2) or carries a user.
 */
export function canonicalResource(text: string): string | undefined {
  if (text.length > 2000 || !/^https?:\/\/[\x21-\x7e]+$/i.test(text) || /[#\\]/.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username || url.password) return undefined;
  return `${url.origin}${url.pathname.replace(/\/$/, "")}${url.search}`;
}

/** What this house itself protects: the MCP server, and the REST API under each of its names. */
export function portalResources(): string[] {
  const { publicUrl, apiUrl } = config();
  const origins = [...new Set([publicUrl, apiUrl])];
  return [mcpResource(), ...origins.flatMap((origin) => [origin, `${origin}/api`, `${origin}/api/v1`])];
}

export const mcpResource = () => `${config().publicUrl}/mcp`;
