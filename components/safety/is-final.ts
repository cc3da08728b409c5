import type { Repair } from "@/lib/contract/safety";

/** Of what cannot be taken back, these stop nothing that works. */
const harmless: Repair["action"][] = ["resume", "extend", "set_expiry"];

/** Is it asked for once more? What takes something away for good. */
export function isFinal({ action, undo }: Repair): boolean {
  return undo === undefined && !harmless.includes(action);
}
