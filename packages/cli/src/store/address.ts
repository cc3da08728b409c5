import { usageFailure } from "../failure";

export const defaultUrl = "http://localhost:3000";

/**
 * The address of a server as it is kept and compared: an origin. Without a scheme https is meant, on this machine http. Plain http to
 * another machine would show the token to everybody in between, so it must be allowed by name.
 */
export function readAddress(source: string, text: string, env: Record<string, string | undefined>): string {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${isLoopback(text.replace(/[:/].*$/, "")) ? "http" : "https"}://${text}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === "" || url.username || url.password) throw usageFailure(`${source} must be the address of a server, such as https://keys.example.com, not ${JSON.stringify(text)}`);
  if (url.protocol === "http:" && !isLoopback(url.hostname) && env["KEYHOUSE_ALLOW_HTTP"] !== "1") {
    throw usageFailure(`${source} is plain http: everybody between here and ${url.host} could read your token.`, "Use https; on a network that you trust, set KEYHOUSE_ALLOW_HTTP=1.");
  }
  return url.origin;
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
