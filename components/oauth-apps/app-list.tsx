import Link from "next/link";
import { ClientTile } from "@/components/consent/client-tile";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/time";
import type { OauthClientView } from "@/lib/contract/oauth-clients";
import { paths } from "@/lib/paths";
import { kindOf } from "./app-kinds";

/** The OAuth apps that one manages. */
export function OauthAppList({ apps }: { apps: OauthClientView[] }) {
  return (
    <ul className="divide-y divide-line">
      {apps.map((app) => (
        <li key={app.id} className="relative flex items-center gap-3.5 px-5 py-3.5 hover:bg-sunken/60 sm:px-6">
          <ClientTile name={app.client_name} />
          <div className="min-w-0 flex-1 text-sm">
            <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <Link href={paths.oauthApp(app.id)} className="min-w-0 truncate font-medium after:absolute after:inset-0">
                {app.client_name}
              </Link>
              <Badge>{kindOf(app)}</Badge>
              {app.status === "blocked" ? <Badge tone="bad">blocked</Badge> : null}
            </p>
            <code className="block truncate text-xs text-faint">{app.client_id}</code>
          </div>
          <p className="hidden shrink-0 text-right text-[0.8125rem] text-muted sm:block">
            {app.last_used_at ? (
              <>
                used <RelativeTime value={app.last_used_at} />
              </>
            ) : (
              "not used yet"
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
