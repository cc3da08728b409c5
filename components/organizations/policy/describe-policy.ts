import { describeSeconds } from "@/components/describe-seconds";
import type { OrganizationView } from "@/lib/contract/organizations";

export type KeyPolicyView = Pick<OrganizationView, "longest_key_lifetime_seconds" | "key_addresses_required" | "allowed_key_scopes">;

/** What an organization demands of its keys, a sentence each; empty where it demands nothing. */
export function describePolicy(policy: KeyPolicyView): string[] {
  const { longest_key_lifetime_seconds: longest, key_addresses_required: addresses, allowed_key_scopes: scopes } = policy;
  return [
    ...(longest ? [`Every key ends after at most ${describeSeconds(longest)}.`] : []),
    ...(addresses ? ["Every key is limited to addresses."] : []),
    ...(scopes ? [`Keys hold nothing beyond ${scopes.join(", ")}.`] : []),
  ];
}

const breachWords = { scopes: "holds scopes that are not allowed", expires_in: "lives too long", allowed_ips: "works from any address" } as const;

/** In what a key is outside the policy: "lives too long, works from any address". */
export function describeBreaches(breaches: readonly (keyof typeof breachWords)[]): string {
  return breaches.map((breach) => breachWords[breach]).join(", ");
}

/** What follows from it: scopes act at once, the rest is for people to put right. */
export function describeConsequence(breaches: readonly (keyof typeof breachWords)[]): string {
  const rest = breaches.filter((breach) => breach !== "scopes");
  const scopes = breaches.includes("scopes") ? "Scopes beyond the policy do not count. " : "";
  return scopes + (rest.length === 0 ? "" : rest.includes("expires_in") ? "It goes on working until somebody replaces it by a key that ends in time." : "It goes on working until somebody limits it to addresses.");
}
