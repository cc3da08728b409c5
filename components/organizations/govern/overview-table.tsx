import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/time";
import type { OrganizationOverview } from "@/lib/contract/organization-overviews";
import { paths } from "@/lib/paths";

/** Organizations side by side. On a phone their names, their owners and what is wrong stay. */
export function OverviewTable({ organizations }: { organizations: OrganizationOverview[] }) {
  return (
    <table className="w-full table-fixed text-sm">
      <caption className="sr-only">Organizations</caption>
      <thead className="text-left text-xs text-faint max-md:sr-only">
        <tr className="border-b border-line [&>th]:py-2.5 [&>th]:font-medium">
          <th scope="col" className="pl-5 sm:pl-6">Organization</th>
          <th scope="col" className="w-[30%]">Owners</th>
          <th scope="col" className="w-24 text-right">Members</th>
          <th scope="col" className="w-20 text-right">Keys</th>
          <th scope="col" className="w-32 pr-5 text-right sm:pr-6">Created</th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {organizations.map((organization) => (
          <OverviewRow key={organization.id} organization={organization} />
        ))}
      </tbody>
    </table>
  );
}

function OverviewRow({ organization: { id, name, owners, ownerless, members, keys, created_at } }: { organization: OrganizationOverview }) {
  const names = owners.map(({ username, suspended }) => (suspended ? `${username} (suspended)` : username)).join(", ") || "nobody";
  return (
    <tr className="relative align-middle hover:bg-sunken/60 [&>td]:py-3.5 [&>th]:py-3.5">
      <th scope="row" className="min-w-0 pr-4 pl-5 text-left font-normal sm:pl-6">
        <Link href={paths.adminOrganization(id)} className="block truncate font-medium after:absolute after:inset-0">
          {name}
        </Link>
        <span className="block truncate text-xs text-muted md:hidden">{names}</span>
        {ownerless ? <Badge tone="warn">no owner can act</Badge> : null}
      </th>
      <td className="truncate pr-4 text-muted max-md:hidden" title={names}>
        {names}
      </td>
      <td className="pr-4 text-right text-muted tabular-nums max-md:hidden">{members}</td>
      <td className="pr-4 text-right text-muted tabular-nums max-md:hidden">{keys}</td>
      <td className="pr-5 text-right text-muted max-md:hidden sm:pr-6">
        <RelativeTime value={created_at} />
      </td>
    </tr>
  );
}
