import type { CredentialKind } from "@/lib/contract/auth";
import type { Deletion } from "@/lib/contract/deletion";
import type { KeysOfLeaver } from "@/lib/contract/members";
import { countCredentials } from "../credentials/credential-kinds";

/** What goes with an account, one sentence each. */
export function describeLosses({ credentials, organizations, apps }: Deletion, keysOfLeaver: KeysOfLeaver | "policy" = "policy"): string[] {
  const counts = (Object.entries(credentials) as [CredentialKind, number][]).map(([kind, count]) => countCredentials(kind, count));
  const gone = organizations.filter(({ fate }) => fate === "deleted").map(({ name }) => name);
  const left = organizations.filter(({ fate }) => fate === "left");
  return [
    counts.length > 0 ? `Stops working at once: ${counts.join(", ")}.` : "Nothing is signed in, and there are no keys.",
    ...(gone.length > 0 ? [`Deleted with everything in ${gone.length === 1 ? "it" : "them"}: ${gone.join(", ")}.`] : []),
    ...left.map(({ name, keys, keeps_keys }) => {
      if (keys.length === 0) return `${name} goes on without the account.`;
      const passes = keysOfLeaver === "policy" ? keeps_keys : keysOfLeaver === "transfer";
      return `${name} goes on; the keys made there (${keys.join(", ")}) ${passes ? "pass to another owner" : "stop working"}.`;
    }),
    ...apps.map(({ name, connections }) => `The OAuth app ${name} is deleted${connections > 0 ? `, and ${connections === 1 ? "1 connection" : `${connections} connections`} of people with it` : ""}.`),
  ];
}
