import type { Output } from "../world";

const codes = { bold: [1, 22], faint: [2, 22], good: [32, 39], warn: [33, 39], bad: [31, 39] } as const;

export type Style = Record<keyof typeof codes, (text: string) => string>;

/** Colour for a terminal that wants it (https://no-color.org), nothing anywhere else. */
export function styleFor(output: Output, env: Record<string, string | undefined>, noColor: boolean): Style {
  const wanted = output.isTTY === true && !noColor && !env["NO_COLOR"] && env["TERM"] !== "dumb";
  return Object.fromEntries(Object.entries(codes).map(([name, [on, off]]) => [name, (text: string) => (wanted && text !== "" ? `\u001b[${on}m${text}\u001b[${off}m` : text)])) as Style;
}
