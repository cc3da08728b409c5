/** "12 accounts, 2 of them administrators, 1 suspended." */
export function describeCounts({ all, admins, suspended }: { all: number; admins: number; suspended: number }): string {
  const parts = [all === 1 ? "1 account" : `${all} accounts`, `${admins} of them ${admins === 1 ? "an administrator" : "administrators"}`];
  if (suspended > 0) parts.push(`${suspended} suspended`);
  return `${parts.join(", ")}.`;
}
