import Link from "next/link";
import { ClientTile } from "@/components/consent/client-tile";
import { RelativeTime } from "@/components/ui/time";
import type { ConnectedAppView } from "@/lib/contract/connected-apps";
import { paths } from "@/lib/paths";
import { describeEnding } from "./describe-ending";

/** Apps that had access, and why each has it no longer. */
export function EndedList({ apps }: { apps: ConnectedAppView[] }) {
  return (
    <ul className="mt-4 divide-y divide-line border-t border-line">
      {apps.map((app) => {
        const { at, text } = describeEnding(app);
        return (
          <li key={app.id} className="relative flex items-start gap-3 px-5 py-3.5 hover:bg-sunken/60 sm:px-6">
            <ClientTile name={app.name} />
            <div className="min-w-0 flex-1 text-sm">
              <p className="flex flex-wrap items-baseline justify-between gap-x-4">
                <Link href={paths.connectedApp(app.id)} className="min-w-0 truncate font-medium after:absolute after:inset-0">
                  {app.name}
                </Link>
                <RelativeTime value={at} className="text-[0.8125rem] text-faint" />
              </p>
              <p className="max-w-2xl text-muted">Signed out: {text}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
