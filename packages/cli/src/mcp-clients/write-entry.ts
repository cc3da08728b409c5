import { mkdir, readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { Failure } from "../failure";
import { writeAtomically } from "../write-atomically";

export type Entry = { path: string; member: string; name: string; value: object };

/** The parsed file, and whether it already has another entry of that name. Throws a Failure for a file that is not plain JSON. */
export async function readEntries({ path, member, name, value }: Entry): Promise<{ document: Record<string, unknown>; isOther: boolean }> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => (error.code === "ENOENT" ? "{}" : Promise.reject(error)));
  const document = parse(text.trim() === "" ? "{}" : text, path);
  const servers = document[member] ?? {};
  if (!isObject(servers)) throw notOurs(path, `its ${JSON.stringify(member)} is no object`);
  const present = servers[name];
  return { document, isOther: present !== undefined && JSON.stringify(present) !== JSON.stringify(value) };
}

/** Puts the entry among those that are there; everything else in the file stays. */
export async function writeEntry({ path, member, name, value }: Entry, document: Record<string, unknown>): Promise<void> {
  const servers = isObject(document[member]) ? document[member] : {};
  await mkdir(dirname(path), { recursive: true });
  const mode = (await stat(path).catch(() => undefined))?.mode ?? 0o644;
  await writeAtomically(path, `${JSON.stringify({ ...document, [member]: { ...servers, [name]: value } }, undefined, 2)}\n`, { mode: mode & 0o7777 });
}

function parse(text: string, path: string): Record<string, unknown> {
  try {
    const document: unknown = JSON.parse(text);
    if (isObject(document)) return document;
  } catch {
    // said below
  }
  throw notOurs(path, "it is not plain JSON");
}

const notOurs = (path: string, why: string) => new Failure(`${path} was not changed: ${why}.`, { hint: "Leave --write out, and put the printed lines in by hand." });

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
