import type { ReactNode } from "react";

export type CodeLanguage = "bash" | "python" | "javascript" | "json" | "http" | "text";

/** Colours for our own short snippets: comments, strings, words of the language, flags and numbers. */
export function highlight(code: string, language: CodeLanguage): ReactNode[] {
  const pattern = patterns[language];
  if (!pattern) return [code];
  const parts: ReactNode[] = [];
  let last = 0;
  for (const match of code.matchAll(pattern)) {
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0];
    if (!kind) continue;
    parts.push(code.slice(last, match.index), <span key={match.index} className={looks[kind]}>{match[0]}</span>);
    last = match.index + match[0].length;
  }
  parts.push(code.slice(last));
  return parts;
}

const looks: Record<string, string> = {
  comment: "text-code-faint",
  text: "text-code-green",
  name: "text-code-blue",
  word: "text-code-brass",
  number: "text-code-rose",
};

const quoted = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`;

const patterns: Partial<Record<CodeLanguage, RegExp>> = {
  bash: new RegExp(String.raw`(?<comment>^#.*$)|(?<text>${quoted})|(?<word>^\s*(?:curl|export|git|npm)\b)|(?<name>(?<=\s)--?[A-Za-z][\w-]*)`, "gm"),
  python: new RegExp(String.raw`(?<comment>#.*$)|(?<text>f?(?:${quoted}))|(?<word>\b(?:import|from|as|def|return|if|print|with|None|True|False)\b)|(?<number>\b\d+\b)`, "gm"),
  javascript: new RegExp(String.raw`(?<comment>\/\/.*$)|(?<text>${quoted}|${"`[^`]*`"})|(?<word>\b(?:const|let|await|async|import|from|return|if|new|throw|true|false)\b)|(?<number>\b\d+\b)`, "gm"),
  json: new RegExp(String.raw`(?<name>"(?:[^"\\]|\\.)*"(?=\s*:))|(?<text>"(?:[^"\\]|\\.)*")|(?<word>\b(?:true|false|null)\b)|(?<number>-?\b\d+(?:\.\d+)?\b)`, "g"),
  http: /(?<name>^[A-Za-z-]+(?=:))|(?<word>^HTTP\/\S+ \d+|^(?:GET|POST|PATCH|DELETE)\b)/gm,
};
