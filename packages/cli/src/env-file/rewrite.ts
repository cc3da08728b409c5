import { scanEnv, type Assignment } from "./scan";

/**
 * The text with that variable set to a key. Nothing else changes: other lines, comments, quotes and line endings stay as they are. Where
 * it stands several times each is set, so that the old key stands nowhere; where it is missing it is added at the end. A key is made of
 * letters, digits and underscores, so that it means the same in any quotes and without.
 */
export function setVariable(text: string, name: string, key: string): string {
  const places = scanEnv(text).filter((assignment) => assignment.name === name);
  if (places.length === 0) return append(text, `${name}=${key}`);
  return places.reduceRight((rest, { start, end, quote }) => `${rest.slice(0, start)}${quote}${key}${quote}${rest.slice(end)}`, text);
}

function append(text: string, line: string): string {
  const ending = /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
  const isOpen = text !== "" && !/[\r\n]$/.test(text);
  return `${text}${isOpen ? ending : ""}${line}${ending}`;
}

const keyShape = /^[a-z][a-z0-9]{1,9}_(?:live|test)_[0-9A-Za-z]{36}$/;

/** The names of the variables whose value is the key with that hint (`sk_live_ab12...wx89`). */
export function namesHolding(text: string, hint: string): string[] {
  return [...new Set(holding(text, hint).map(({ name }) => name))];
}

/** The key with that hint, where the file holds it. */
export function secretIn(text: string, hint: string): string | undefined {
  return holding(text, hint)[0]?.value;
}

function holding(text: string, hint: string): Assignment[] {
  const [start = "", end = ""] = hint.split("...");
  return scanEnv(text).filter(({ value }) => keyShape.test(value) && value.startsWith(start) && value.endsWith(end));
}

/** What a program that reads the file finds under that name: the last one counts. */
export function valueOf(text: string, name: string): string | undefined {
  return scanEnv(text).findLast((assignment) => assignment.name === name)?.value;
}
