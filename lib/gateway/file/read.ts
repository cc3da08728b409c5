import { readFile } from "node:fs/promises";
import type { z } from "zod";
import { ProtectedApiBody } from "@/lib/contract/protected-apis";

/** What is wrong with the file: a sentence without its full stop, which names entry and member. */
export class ApiFileProblem extends Error {}

/** The APIs that the file declares. Throws ApiFileProblem. */
export async function readApiFile(path: string): Promise<ProtectedApiBody[]> {
  const entries = entriesIn(parse(await read(path)));
  const declared = entries.map((entry, index) => check(entry, index));
  for (const [index, { name }] of declared.entries()) {
    const first = declared.findIndex((other) => other.name === name);
    if (first !== index) throw new ApiFileProblem(`${entryName(index, name)} has the name of entry ${first + 1}: give each its own, by which it is known from one reading to the next`);
  }
  return declared;
}

/** `entry 2 ("Agents")`, as people count. */
export function entryName(index: number, name: unknown): string {
  return `entry ${index + 1}${typeof name === "string" && name !== "" ? ` (${JSON.stringify(name)})` : ""}`;
}

async function read(path: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === "ENOENT") throw new ApiFileProblem("there is no such file");
    if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") throw new ApiFileProblem("it is not UTF-8");
    throw new ApiFileProblem(`it cannot be read (${typeof code === "string" ? code : String(error)})`);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const position = Number(/position (\d+)/.exec(String(error))?.[1] ?? (text.trim() === "" ? 0 : text.length));
    throw new ApiFileProblem(`it is not JSON: look at line ${text.slice(0, position).split("\n").length}`);
  }
}

function entriesIn(value: unknown): unknown[] {
  const { apis, ...others } = typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
  const [unknown] = Object.keys(others);
  if (!Array.isArray(apis)) throw new ApiFileProblem('it must be {"apis": [...]}');
  if (unknown !== undefined) throw new ApiFileProblem(`${JSON.stringify(unknown)} is not known beside "apis"`);
  return apis;
}

function check(entry: unknown, index: number): ProtectedApiBody {
  const checked = ProtectedApiBody.safeParse(entry);
  if (checked.success) return checked.data;
  const { path, message } = describe(checked.error.issues[0]!);
  const name = (entry as { name?: unknown } | null)?.name;
  throw new ApiFileProblem(`${entryName(index, name)}: ${path ? `${path} ${message}` : message}`);
}

function describe(issue: z.core.$ZodIssue): { path: string; message: string } {
  const path = issue.path.join(".");
  if (issue.code === "unrecognized_keys") return { path: [path, issue.keys[0]].filter(Boolean).join("."), message: "is not a member that is known here" };
  // what zod says by itself begins with a capital, our own words with "must" or "is"
  return { path: /^[A-Z]/.test(issue.message) ? `${path}:` : path, message: issue.message };
}
