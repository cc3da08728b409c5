import { Refusal } from "@/lib/errors";

export type JsonLimits = {
  /** How deep arrays and objects may be nested. */
  deepest: number;
  /** Is it to be stored? Then no string may hold what a database refuses or changes. */
  storable: boolean;
  /** How deep duplicate keys matter; everywhere, where absent. */
  distinctTo?: number;
};

/**
 * Parses a JSON body. Beyond what `JSON.parse` refuses: invalid UTF-8, duplicate keys (two programs would read two different
 * things), NUL and lone surrogates (a database would), and nesting deeper than 32. Throws BAD_REQUEST.
 */
export function parseJson(bytes: Uint8Array, limits: JsonLimits = { deepest: 32, storable: true }): unknown {
  const text = decode(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw bad("The body is not valid JSON");
  }
  inspect(text, limits);
  return value;
}

/** Refuses text that a database would refuse or change. */
export function requireStorable(text: string, where: string): void {
  if (text.includes("\0")) throw bad(`${where} contains a NUL character`);
  if (!text.isWellFormed()) throw bad(`${where} contains half of a surrogate pair`);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw bad("The body is not valid UTF-8");
  }
}

/** Walks over text that is known to be valid JSON, looking at each string once. */
function inspect(text: string, { deepest, storable, distinctTo = deepest }: JsonLimits): void {
  const open: (Set<string> | undefined)[] = [];
  const token = /"(?:[^"\\]|\\.)*"|[{}[\]]/g;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [part] = match;
    if (part === "{" || part === "[") {
      open.push(part === "{" && open.length < distinctTo ? new Set() : undefined);
      if (open.length > deepest) throw bad(`The body is nested deeper than ${deepest}`);
    } else if (part === "}" || part === "]") {
      open.pop();
    } else {
      const keys = open.at(-1);
      if (storable || keys) inspectString(part, keys && isKey(text, token.lastIndex) ? keys : undefined, storable);
    }
  }
}

function inspectString(quoted: string, keys: Set<string> | undefined, storable: boolean): void {
  if (!keys && !storable) return;
  const string = JSON.parse(quoted) as string;
  if (storable) requireStorable(string, "The body");
  if (!keys) return;
  if (keys.has(string)) throw bad(`The body names ${JSON.stringify(string)} twice`);
  keys.add(string);
}

function isKey(text: string, after: number): boolean {
  let index = after;
  while (" \t\n\r".includes(text[index] ?? "x")) index++;
  return text[index] === ":";
}

const bad = (message: string) => new Refusal("BAD_REQUEST", {}, message);
