import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Masked } from "@/components/ui/key-tag";
import { ScopeSummary } from "@/components/ui/scope-summary";
import { RelativeTime } from "@/components/ui/time";
import type { ApiKeyView } from "@/lib/contract/api-keys";
import { paths } from "@/lib/paths";
import { KeyStatus } from "./key-status";

/** Keys side by side, with the organization where it is one of those given. On a phone only what identifies a key and says how it is stays. */
export function KeyTable({ keys, organizations = [] }: { keys: ApiKeyView[]; organizations?: { id: string; name: string }[] }) {
  return (
    <table className="w-full table-fixed text-sm">
      <caption className="sr-only">API keys</caption>
      <thead className="text-left text-xs text-faint max-md:sr-only">
        <tr className="border-b border-line [&>th]:py-2.5 [&>th]:font-medium">
          <th scope="col" className="pl-5 sm:pl-6">Key</th>
          <th scope="col" className="w-[28%]">Scopes</th>
          <th scope="col" className="w-32">Last used</th>
          <th scope="col" className="w-32">Expires</th>
          <th scope="col" className="w-28 pr-5 text-right max-md:hidden sm:pr-6">Status</th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {keys.map((key) => (
          <KeyRow key={key.id} apiKey={key} organization={organizations.find(({ id }) => id === key.organization_id)?.name} />
        ))}
      </tbody>
    </table>
  );
}

function KeyRow({ apiKey: key, organization }: { apiKey: ApiKeyView; organization: string | undefined }) {
  return (
    <tr className="relative align-middle hover:bg-sunken/60 [&>td]:py-3.5 [&>th]:py-3.5">
      <th scope="row" className="min-w-0 pr-4 pl-5 text-left font-normal sm:pl-6">
        <Link href={paths.apiKey(key.id)} className="block truncate font-medium after:absolute after:inset-0">
          {key.name}
        </Link>
        <span className="mt-0.5 flex items-center gap-2 text-xs text-faint">
          <code className="truncate">
            <Masked hint={key.hint} dots={6} />
          </code>
          {key.environment === "test" ? <Badge>test</Badge> : null}
          {key.outside_policy ? <Badge tone="warn">outside policy</Badge> : null}
        </span>
        {organization ? <span className="mt-0.5 block truncate text-xs text-muted">{organization}</span> : null}
        <span className="mt-2 flex items-center gap-2.5 text-xs text-muted md:hidden">
          <KeyStatus status={key.status} isLeaked={key.leaked !== undefined} />
          {key.last_used_at ? (
            <span>
              used <RelativeTime value={key.last_used_at} />
            </span>
          ) : (
            "never used"
          )}
        </span>
      </th>
      <td className="pr-4 max-md:hidden">
        <ScopeSummary scopes={key.scopes} />
      </td>
      <td className="pr-4 text-muted max-md:hidden">{key.last_used_at ? <RelativeTime value={key.last_used_at} /> : "Never"}</td>
      <td className="pr-4 text-muted max-md:hidden">{key.expires_at ? <RelativeTime value={key.expires_at} /> : "Never"}</td>
      <td className="pr-5 text-right max-md:hidden sm:pr-6">
        <KeyStatus status={key.status} isLeaked={key.leaked !== undefined} />
      </td>
    </tr>
  );
}
