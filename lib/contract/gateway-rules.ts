type Rule = { methods: readonly string[]; path: string };

/** Which rule holds; `ambiguous` where an upstream that reads upper and lower case alike could see another one. */
export type Choice = { rule?: number; ambiguous?: true };

type Compiled = { index: number; methods: readonly string[]; segments: string[]; folded: string[] };
export type CompiledRules = { rules: Compiled[] };

/** The rules, the most specific first: literal segments before `*` before `**`, then methods that are named before any. */
export function compileRules(rules: readonly Rule[]): CompiledRules {
  const compiled = rules.map(({ methods, path }, index) => ({ index, methods, segments: segmentsOf(path), folded: segmentsOf(path).map(fold) }));
  return { rules: compiled.sort((left, right) => comparePaths(left.segments, right.segments) || rankMethods(left.methods) - rankMethods(right.methods)) };
}

/** `path` begins with a slash, is decoded, and stands below the prefix. A slash at its end makes no difference. */
export function chooseCompiled({ rules }: CompiledRules, method: string, path: string): Choice {
  const segments = segmentsOf(path);
  const rule = rules.find((candidate) => names(candidate.methods, method) && matches(candidate.segments, segments))?.index;
  const folded = segments.map(fold);
  const alike = rules.find((candidate) => names(candidate.methods, method) && matches(candidate.folded, folded))?.index;
  return alike === rule ? { rule } : { ambiguous: true };
}

export function chooseRule(rules: readonly Rule[], method: string, path: string): Choice {
  return chooseCompiled(compileRules(rules), method, path);
}

function segmentsOf(path: string): string[] {
  const segments = path.split("/").slice(1);
  if (segments.at(-1) === "") segments.pop();
  return segments;
}

/** Many servers route without regard to case, and some read wide letters as plain ones. */
function fold(segment: string): string {
  return segment.normalize("NFKC").toLowerCase();
}

function names(methods: readonly string[], method: string): boolean {
  return methods.includes(method) || methods.includes("*") || (method === "HEAD" && methods.includes("GET"));
}

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  const isOpen = pattern.at(-1) === "**";
  const fixed = isOpen ? pattern.length - 1 : pattern.length;
  if (isOpen ? segments.length < fixed : segments.length !== fixed) return false;
  for (let position = 0; position < fixed; position++) {
    if (pattern[position] !== "*" && pattern[position] !== segments[position]) return false;
  }
  return true;
}

/** Segment by segment; where one has ended, the other is the more specific unless it is open there. */
function comparePaths(left: readonly string[], right: readonly string[]): number {
  for (let position = 0; position < Math.max(left.length, right.length); position++) {
    const difference = rankSegment(left[position]) - rankSegment(right[position]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function rankSegment(segment: string | undefined): number {
  if (segment === "**") return 3;
  if (segment === "*") return 1;
  return segment === undefined ? 2 : 0;
}

function rankMethods(methods: readonly string[]): number {
  if (methods.includes("*")) return 1;
  return methods.includes("HEAD") ? -1 : 0;
}
