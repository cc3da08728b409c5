/** One `NAME=value` of a file of environment variables, by where it stands. */
export type Assignment = {
  name: string;
  value: string;
  quote: '"' | "'" | "`" | "";
  /** Where the value stands in the text, its quotes included. */
  start: number;
  end: number;
};

const beginning = /[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=/y;

/**
 * The assignments of a `.env` file in the order in which they stand. Lines that are comments, or are inside of a quoted value, are none.
 * Values are taken as they are written; nothing is expanded.
 */
export function scanEnv(text: string): Assignment[] {
  const found: Assignment[] = [];
  let position = text.startsWith("\ufeff") ? 1 : 0;
  while (position < text.length) {
    beginning.lastIndex = position;
    const match = beginning.exec(text);
    if (match) {
      const assignment = { name: match[1]!, ...readValue(text, beginning.lastIndex) };
      found.push(assignment);
      position = assignment.end;
    }
    position = nextLine(text, position);
  }
  return found;
}

function readValue(text: string, behindSign: number): Omit<Assignment, "name"> {
  const line = /^[^\r\n]*/.exec(text.slice(behindSign))![0];
  // an empty value stands right behind the sign, also where a comment follows
  if (/^[ \t]*(?:#|$)/.test(line)) return { value: "", quote: "", start: behindSign, end: behindSign };
  const start = behindSign + /^[ \t]*/.exec(line)![0].length;
  const quote = text[start];
  if (quote === '"' || quote === "'" || quote === "`") {
    const closing = closingQuote(text, start + 1, quote);
    if (closing !== -1) return { value: text.slice(start + 1, closing), quote, start, end: closing + 1 };
  }
  // what is not quoted ends with its line, or where a comment begins
  const value = line.trimStart().replace(/[ \t]+#.*$/, "").trimEnd();
  return { value, quote: "", start, end: start + value.length };
}

function closingQuote(text: string, from: number, quote: string): number {
  for (let index = from; index < text.length; index++) {
    if (text[index] === "\\" && quote === '"') index++;
    else if (text[index] === quote) return index;
  }
  return -1;
}

function nextLine(text: string, position: number): number {
  const match = /\r\n|\n|\r/.exec(text.slice(position));
  return match ? position + match.index + match[0].length : text.length;
}
