import { Refusal } from "@/lib/errors";

type Place = { prefix: string; stripPrefix: boolean; upstreamPath: string };

export type Target = {
  /** Below the prefix, decoded: what rules are matched with. */
  path: string;
  /** Path and query as the upstream is asked for them; the query is the caller's, untouched. */
  target: string;
};

/** Throws BAD_REQUEST for a path that one server reads in this way and another one in that: rules must see what the upstream sees. */
export function readTarget({ prefix, stripPrefix, upstreamPath }: Place, url: string): Target {
  const mark = url.indexOf("?");
  const raw = mark === -1 ? url : url.slice(0, mark);
  const query = mark === -1 ? "" : url.slice(mark);
  const rest = raw.slice(prefix.length);
  if (/[\s#]/.test(query)) throw refuse("a # or a space in its query");
  const path = decodePath(rest);
  return { path: path === "" ? "/" : path, target: `${`${upstreamPath}${stripPrefix ? rest : raw}` || "/"}${query}` };
}

function decodePath(raw: string): string {
  if (/^[\w~!$&'()*+,=:@/.-]*$/.test(raw)) return requirePlain(raw);
  if (/[^\x21-\x7e]/.test(raw)) throw refuse("characters that are not escaped");
  if (/[\\#]|%5c/i.test(raw)) throw refuse("a backslash or a #");
  if (/;|%3b/i.test(raw)) throw refuse("a semicolon, which some servers take for the end of a segment");
  if (/%2f/i.test(raw)) throw refuse("an escaped slash");
  const path = decode(raw);
  if (/[\u0000-\u001f\u007f]/.test(path)) throw refuse("control characters");
  if (/%[0-9a-f]{2}/i.test(path)) throw refuse("escapes of escapes");
  requirePlain(path.normalize("NFKC"), path);
  return requirePlain(path);
}

function decode(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    throw refuse("escapes that are not valid UTF-8");
  }
}

/** No empty segments and no dots to walk up by. Wide and ligated forms are judged by what they stand for. */
function requirePlain(path: string, written = path): string {
  if (path.includes("//")) throw refuse("an empty segment");
  if (path.includes("\\") || path.split("/").length !== written.split("/").length) throw refuse("characters that some servers take for slashes");
  if (path.includes("/.") && /\/\.{1,2}(?:\/|$)/.test(path)) throw refuse("a segment of dots");
  return path;
}

function refuse(what: string): Refusal {
  return new Refusal("BAD_REQUEST", {}, `The path has ${what}: servers read that in different ways, so it is not passed on`);
}
