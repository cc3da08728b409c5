/** Does what a shown curl line says, from outside the browser: no cookie, only what stands in the line. */
export async function runCurl(line: string): Promise<Response> {
  const [, url] = /curl\s+(?:-X\s+\w+\s+)?(\S+)/.exec(line) ?? [];
  if (!url) throw new Error(`Not a curl line: ${line}`);
  const headers = [...line.matchAll(/-H\s+"([^:"]+):\s*([^"]+)"/g)].map(([, name, value]) => [name!, value!] as [string, string]);
  return fetch(url, { headers });
}
