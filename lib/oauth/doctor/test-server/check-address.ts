import { isLoopbackHost } from "@/lib/env/config";
import type { Findings } from "../findings";

/** Is it an address that people type into a client? */
export function checkAddress(findings: Findings, text: string): URL | undefined {
  const url = /^https?:\/\/[\x21-\x7e]+$/i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.username || url.password) {
    findings.bad("address", "This is not an address of an MCP server", `${text.slice(0, 200)} is not an absolute http(s) address without a user name.`, "Use the whole address that people type into their client, like https://mcp.example.com/mcp.");
    return undefined;
  }
  if (text.includes("#")) {
    findings.bad("address", "The address has a fragment", "What follows # never reaches a server, and a resource must not have it (RFC 8707, section 2).", "Take the fragment away.");
    return undefined;
  }
  if (url.protocol === "http:" && !isLoopbackHost(url.hostname)) {
    findings.bad("address", "The address is plain http", "Tokens would cross the network in the clear; clients refuse it.", "Serve it over https.");
  }
  if (url.pathname !== "/" && url.pathname.endsWith("/")) {
    findings.warn("address", "The address ends with a slash", "Clients compare the address with the resource that the metadata names, character for character.", "Give people the address without the slash at its end.");
  }
  return url;
}
