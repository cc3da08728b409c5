import { cut, plain, widthOf } from "./plain";
import type { Style } from "./style";

export type Column<Row> = {
  title: string;
  value(row: Row): string | undefined;
  /** Never cut: what is copied, such as an id. */
  whole?: boolean;
  paint?(text: string, row: Row): string;
};

type Size = { columns: number | undefined; style: Style };

const gap = 2;
const least = 8;

/** Rows under titles. In a terminal the widest columns are cut until a line fits; anywhere else nothing is. */
export function renderTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[], { columns: screen, style }: Size): string {
  const cells = rows.map((row) => columns.map((column) => plain(column.value(row) ?? "-")));
  const widths = fit(columns.map((column, index) => Math.max(column.title.length, ...cells.map((line) => widthOf(line[index]!)))), columns.map(({ whole }) => whole === true), screen);
  const line = (texts: string[], paint: (text: string, index: number) => string) =>
    texts.map((text, index) => paint(cut(text, widths[index]!), index) + (index === texts.length - 1 ? "" : " ".repeat(Math.max(0, widths[index]! - widthOf(cut(text, widths[index]!))) + gap))).join("");
  return [
    line(columns.map(({ title }) => title), (text) => style.bold(text)),
    ...cells.map((texts, number) => line(texts, (text, index) => columns[index]!.paint?.(text, rows[number]!) ?? text)),
  ].join("\n");
}

function fit(natural: number[], whole: boolean[], screen: number | undefined): number[] {
  const widths = [...natural];
  if (screen === undefined) return widths;
  const total = widths.reduce((sum, width) => sum + width, 0) + gap * (widths.length - 1);
  for (let excess = total - screen; excess > 0; excess--) {
    const candidates = widths.map((width, index) => (whole[index] || width <= least ? 0 : width));
    const widest = Math.max(...candidates);
    if (widest === 0) break;
    widths[candidates.indexOf(widest)]! -= 1;
  }
  return widths;
}

/** `Name  value` lines; what is absent is left out. */
export function renderFacts(facts: readonly (readonly [string, string | undefined])[], style: Style): string {
  const shown = facts.filter(([, value]) => value !== undefined && value !== "");
  const width = Math.max(0, ...shown.map(([name]) => name.length)) + gap;
  return shown.map(([name, value]) => `${style.faint(name.padEnd(width))}${plain(value!)}`).join("\n");
}
