import Link from "next/link";
import { ClientTile } from "@/components/consent/client-tile";
import { ScopeSummary } from "@/components/ui/scope-summary";
import { RelativeTime } from "@/components/ui/time";
import type { ConnectedAppView } from "@/lib/contract/connected-apps";
import { paths } from "@/lib/paths";
import { TrustMark } from "./trust-mark";
import { ways } from "./ways";

/** Apps that have access now, side by side. On a phone what identifies an app and says how it is stays. */
export function AppTable({ apps }: { apps: ConnectedAppView[] }) {
  return (
    <table className="w-full table-fixed text-sm">
      <caption className="sr-only">Apps that have access</caption>
      <thead className="text-left text-xs text-faint max-md:sr-only">
        <tr className="border-b border-line [&>th]:py-2.5 [&>th]:font-medium">
          <th scope="col" className="pl-5 sm:pl-6">App</th>
          <th scope="col" className="w-[30%]">May</th>
          <th scope="col" className="w-40">Last used</th>
          <th scope="col" className="w-20 text-right">Calls</th>
          <th scope="col" className="w-32 pr-5 pl-6 sm:pr-6">Ends</th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {apps.map((app) => (
          <AppRow key={app.id} app={app} />
        ))}
      </tbody>
    </table>
  );
}

function AppRow({ app }: { app: ConnectedAppView }) {
  return (
    <tr className="relative align-middle hover:bg-sunken/60 [&>td]:py-3.5 [&>th]:py-3.5">
      <th scope="row" className="pr-4 pl-5 text-left font-normal sm:pl-6">
        <span className="flex min-w-0 items-center gap-3">
          <ClientTile name={app.name} />
          <span className="min-w-0 flex-1">
            <span className="flex items-center gap-1.5">
              <Link href={paths.connectedApp(app.id)} className="truncate font-medium after:absolute after:inset-0">
                {app.name}
              </Link>
              <TrustMark client={app.client} />
            </span>
            <span className="block truncate text-xs text-faint">{describeWhere(app)}</span>
            <span className="mt-1 block text-xs text-muted md:hidden">{app.last_used_at ? <LastUse app={app} /> : "not used yet"}</span>
          </span>
        </span>
      </th>
      <td className="pr-4 max-md:hidden">
        <ScopeSummary scopes={app.scopes} />
      </td>
      <td className="pr-4 text-muted max-md:hidden">
        {app.last_used_at ? <RelativeTime value={app.last_used_at} /> : "Never"}
        {app.last_used_ip ? <code className="block truncate text-xs text-faint">{app.last_used_ip}</code> : null}
      </td>
      <td className="text-right text-muted tabular-nums max-md:hidden">{app.calls.toLocaleString("en")}</td>
      <td className="pr-5 pl-6 text-muted max-md:hidden sm:pr-6">
        <RelativeTime value={app.expires_at} />
      </td>
    </tr>
  );
}

function LastUse({ app }: { app: ConnectedAppView }) {
  return (
    <>
      used <RelativeTime value={app.last_used_at!} />, {app.calls === 1 ? "1 call" : `${app.calls.toLocaleString("en")} calls`}
    </>
  );
}

/** Which of several connections of one app this is. */
function describeWhere(app: ConnectedAppView): string {
  const from = app.created_ip ? `, from ${app.created_ip}` : "";
  return `${app.name === app.client.name ? "" : `${app.client.name}, `}connected ${ways[app.grant_type]}${from}`;
}
