import type { CredentialKind } from "@/lib/contract/auth";
import type { Deletion } from "@/lib/contract/deletion";
import { countCredentials } from "../credentials/credential-kinds";

/** What goes with an account, one sentence each. */
export function describeLosses({ credentials, organizations, apps }: Deletion): string[] {
  const counts = (Object.entries(credentials) as [CredentialKind, number][]).map(([kind, count]) => countCredentials(kind, count));
  const gone = organizations.filter(({ fate }) => fate === "deleted").map(({ name }) => name);
  const left = organizations.filter(({ fate }) => fate === "left");
  return [
    counts.length > 0 ? `Stops working at once: ${counts.join(", ")}.` : "Nothing is signed in, and there are no keys.",
    ...(gone.length > 0 ? [`Deleted with everything in ${gone.length === 1 ? "it" : "them"}: ${gone.join(", ")}.`] : []),
    ...left.map(({ name, keeps_keys }) => (keeps_keys ? `${name} goes on; keys made there pass to another owner.` : `${name} goes on without the account and its keys.`)),
    ...apps.map(({ name, connections }) => `The OAuth app ${name} is deleted${connections > 0 ? `, and ${connections === 1 ? "1 connection" : `${connections} connections`} of people with it` : ""}.`),
  ];
}
