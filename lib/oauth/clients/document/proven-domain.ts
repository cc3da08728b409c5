/**
 * A document proves who controls its host. That says something about where codes go only if every web address among its redirect
 * URIs is on that host too (the specification leaves this open), and there is one: on loopback anybody can listen.
 */
export function provenDomain(address: string, redirectUris: string[]): string | undefined {
  const { hostname } = new URL(address);
  const hosts = redirectUris.filter((uri) => uri.startsWith("https://")).map((uri) => new URL(uri).hostname);
  return hosts.length > 0 && hosts.every((host) => host === hostname) ? hostname : undefined;
}
