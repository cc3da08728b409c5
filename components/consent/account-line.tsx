import type { z } from "zod";
import { Button } from "@/components/ui/button";
import type { ShownAccount } from "@/lib/contract/consent";
import { paths } from "@/lib/paths";

/** As whom the answer will count, and the way to be somebody else. A form of its own: it works before JavaScript. */
export function AccountLine({ account, next }: { account: z.infer<typeof ShownAccount>; next: string }) {
  return (
    <form action={paths.logout} method="post" className="flex items-center justify-between gap-4 rounded-md border border-line bg-sunken/60 py-2 pr-2 pl-4 text-sm">
      <input type="hidden" name="next" value={next} />
      <p className="min-w-0">
        <span className="block text-xs text-faint">Signed in as</span>
        <span className="block truncate font-medium">
          {account.name ?? account.username} <span className="font-normal text-muted">{account.email ?? account.username}</span>
        </span>
      </p>
      <Button type="submit" size="sm" variant="ghost">
        Switch account
      </Button>
    </form>
  );
}
