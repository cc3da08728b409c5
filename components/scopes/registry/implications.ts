import { scopeAllows } from "@/lib/contract/scopes";

/** What else a scope brings with it, among those that there are, and what brings it; that `admin` brings all need not be said each time. */
export function implicationsOf(name: string, all: readonly string[]): { brings: string; broughtBy: string[] } {
  const others = all.filter((other) => other !== name);
  const brought = others.filter((other) => scopeAllows([name], other));
  return {
    brings: name === "admin" ? "everything" : brought.join(", "),
    broughtBy: others.filter((other) => other !== "admin" && scopeAllows([other], name)),
  };
}
