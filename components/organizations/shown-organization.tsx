import { Building2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { paths } from "@/lib/paths";

/** Above a list that the header's choice has narrowed: to what, and the way back to everything. */
export function ShownOrganization({ current, what, path, note }: { current: { name: string } | undefined; what: string; path: string; note?: string }) {
  if (!current) return null;
  return (
    <form action={paths.chooseOrganization} method="post" className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-md border border-line bg-sunken/60 py-2 pr-2 pl-4 text-sm">
      <input type="hidden" name="organization_id" value="" />
      <input type="hidden" name="next" value={path} />
      <p className="flex min-w-0 items-center gap-2.5">
        <Building2 aria-hidden className="size-4 shrink-0 text-faint" />
        <span className="min-w-0 wrap-anywhere">
          {what} of <strong className="font-medium">{current.name}</strong> only.{note ? <span className="text-muted"> {note}</span> : null}
        </span>
      </p>
      <Button type="submit" size="sm" variant="ghost">
        Show all
      </Button>
    </form>
  );
}
