import type { Timed } from "./measure";

type Measured = { rows: number; timed: Timed[] };

/** How many times longer a page may take with a million rows than with a thousand. */
const most = 3;

/** Returns whether every page kept the promise. */
export function printTable(before: Measured, after: Measured): boolean {
  console.log(`\n${"median, milliseconds".padEnd(38)}${rows(before).padStart(14)}${rows(after).padStart(18)}${"times".padStart(8)}`);
  const late: string[] = [];
  for (const [index, { name, isPromised, milliseconds }] of after.timed.entries()) {
    const earlier = before.timed[index]!.milliseconds;
    const times = milliseconds / earlier;
    if (isPromised && times >= most) late.push(name);
    const verdict = isPromised ? (times < most ? `  less than ${most}` : `  ${most} OR MORE`) : "";
    console.log(`${name.padEnd(38)}${earlier.toFixed(1).padStart(14)}${milliseconds.toFixed(1).padStart(18)}${times.toFixed(1).padStart(8)}${verdict}`);
  }
  console.log(late.length === 0 ? `\nEvery page keeps below ${most} times.` : `\nToo slow: ${late.join(", ")}`);
  return late.length === 0;
}

/** By which indexes each page is read, and which large tables it reads from end to end. */
export function printPlans(timed: Timed[]): void {
  console.log("\nEXPLAIN");
  for (const { name, read } of timed) {
    console.log(`${name}\n    by ${read.indexes.join(", ") || "no index"}`);
    if (read.wholeTables.length > 0) console.log(`    END TO END ${read.wholeTables.join(", ")}`);
  }
}

const rows = (measured: Measured) => `${measured.rows.toLocaleString("en")} rows`;
