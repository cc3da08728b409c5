"use client";

import { Building2, Check, ChevronsUpDown, Settings2 } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { DropdownMenu } from "radix-ui";
import { useRef } from "react";
import { MenuContent, MenuItem, MenuRoot, MenuSeparator, MenuTrigger } from "@/components/ui/dropdown-menu";
import { paths } from "@/lib/paths";

export type SwitchableOrganization = { id: string; name: string; personal: boolean };

/** Which organization the lists show and new things belong to. Somebody with a single organization does not see it; without JavaScript the page of organizations does it. */
export function OrganizationSwitcher({ organizations, currentId }: { organizations: SwitchableOrganization[]; currentId: string | undefined }) {
  const pathname = usePathname();
  // The form stands outside the menu: the menu is gone from the page by the time the browser would send it.
  const form = useRef<HTMLFormElement>(null);
  const choice = useRef<HTMLInputElement>(null);
  if (organizations.length < 2) return null;
  const choose = (id: string) => {
    choice.current!.value = id;
    form.current!.requestSubmit();
  };
  return (
    <>
      <form ref={form} action={paths.chooseOrganization} method="post" hidden>
        <input ref={choice} type="hidden" name="organization_id" defaultValue={currentId ?? ""} />
        <input type="hidden" name="next" value={placeToStay(pathname)} />
      </form>
      <MenuRoot modal={false}>
        <MenuTrigger aria-label={`Organization: ${nameOf(organizations, currentId)}`} className="flex h-9 max-w-36 min-w-0 cursor-pointer items-center gap-2 rounded-md border border-line px-2.5 text-sm hover:bg-sunken sm:max-w-56">
          <Building2 aria-hidden className="size-4 shrink-0 text-faint" />
          <span className="truncate">{nameOf(organizations, currentId)}</span>
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-faint" />
        </MenuTrigger>
        <MenuContent className="max-h-96 w-64 overflow-y-auto">
          <DropdownMenu.RadioGroup value={currentId ?? ""} onValueChange={choose} aria-label="Organization">
            <Choice id="" name="All organizations" />
            {organizations.map(({ id, name, personal }) => (
              <Choice key={id} id={id} name={name} note={personal ? "personal" : undefined} />
            ))}
          </DropdownMenu.RadioGroup>
          <MenuSeparator />
          <MenuItem asChild>
            <Link href={paths.organizations}>
              <Settings2 aria-hidden /> Manage organizations
            </Link>
          </MenuItem>
        </MenuContent>
      </MenuRoot>
    </>
  );
}

function Choice({ id, name, note }: { id: string; name: string; note?: string | undefined }) {
  return (
    <DropdownMenu.RadioItem value={id} className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-sm outline-none select-none data-highlighted:bg-sunken dark:data-highlighted:bg-line">
      <span aria-hidden className="grid size-4 shrink-0 place-items-center">
        <DropdownMenu.ItemIndicator>
          <Check className="size-4 text-brass" />
        </DropdownMenu.ItemIndicator>
      </span>
      <span className="min-w-0 flex-1 truncate">{name}</span>
      {note ? <span className="text-xs text-faint">{note}</span> : null}
    </DropdownMenu.RadioItem>
  );
}

function nameOf(organizations: SwitchableOrganization[], id: string | undefined): string {
  return organizations.find((organization) => organization.id === id)?.name ?? "All organizations";
}

/** A list stays where it is; a thing that may belong to another organization gives way to its list. */
function placeToStay(pathname: string): string {
  const [first = "", second] = pathname.split("/").filter(Boolean);
  return second === "new" || second === undefined ? pathname : `/${first}`;
}
