import { Building2, UserRound } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { paths } from "@/lib/paths";
import { roleLabel } from "./roles";

type Row = { id: string; name: string; personal: boolean; role: "owner" | "admin" | "member"; members: number };

/** The organizations that one belongs to. The chosen one narrows the lists of the portal; choosing works before JavaScript. */
export function OrganizationList({ organizations, currentId }: { organizations: Row[]; currentId: string | undefined }) {
  return (
    <ul className="divide-y divide-line">
      {organizations.map((organization) => (
        <OrganizationRow key={organization.id} organization={organization} isCurrent={organization.id === currentId} canChoose={organizations.length > 1} />
      ))}
    </ul>
  );
}

function OrganizationRow({ organization: { id, name, personal, role, members }, isCurrent, canChoose }: { organization: Row; isCurrent: boolean; canChoose: boolean }) {
  const Icon = personal ? UserRound : Building2;
  return (
    <li className="relative flex flex-wrap items-center gap-x-3.5 gap-y-2 px-5 py-3.5 hover:bg-sunken/60 sm:px-6">
      <span aria-hidden className="grid size-9 shrink-0 place-items-center rounded-md border border-line bg-sunken text-muted">
        <Icon className="size-4.5" />
      </span>
      <div className="min-w-0 flex-1 text-sm">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Link href={paths.organization(id)} className="min-w-0 font-medium wrap-anywhere after:absolute after:inset-0">
            {name}
          </Link>
          {isCurrent ? <Badge tone="brass">current</Badge> : null}
        </p>
        <p className="text-xs text-muted">{personal ? "Personal: yours alone" : `${roleLabel(role)}, ${members} member${members === 1 ? "" : "s"}`}</p>
      </div>
      {canChoose ? (
        <form action={paths.chooseOrganization} method="post" className="relative">
          <input type="hidden" name="organization_id" value={isCurrent ? "" : id} />
          <input type="hidden" name="next" value={paths.organizations} />
          <Button type="submit" size="sm" variant="ghost" aria-label={isCurrent ? "Show all organizations" : `Switch to ${name}`}>
            {isCurrent ? "Show all" : "Switch"}
          </Button>
        </form>
      ) : null}
    </li>
  );
}
