import Link from "next/link";
import { Button } from "@/components/ui/button";
import { paths } from "@/lib/paths";

type LayersProps = { keyPrefix: string; ratePerMinute: number; anonymousRatePerMinute: number; isSignedIn: boolean };

/** The ways to call, side by side, and the way in. */
export function Layers({ keyPrefix, ratePerMinute, anonymousRatePerMinute, isSignedIn }: LayersProps) {
  const layers = [
    { name: "Without a key", sent: "Nothing", good: "A first look at what is public", limit: anonymousRatePerMinute },
    { name: "API token or key", sent: `${keyPrefix}_live_…, ${keyPrefix}_test_…`, good: "Scripts, servers, CI, agents", limit: ratePerMinute },
    { name: "Connected app", sent: "OAuth access token", good: "Claude Code, Cursor and other MCP clients", limit: ratePerMinute },
    { name: "Session", sent: "Signed token (JWT)", good: "People, and making keys", limit: ratePerMinute },
  ];
  return (
    <section aria-labelledby="layers" className="border-t border-line bg-surface">
      <div className="mx-auto grid max-w-6xl gap-x-16 gap-y-10 px-4 py-16 sm:px-8 sm:py-20 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] lg:items-center">
        <div className="grid gap-5">
          <h2 id="layers" className="text-2xl font-semibold tracking-tight sm:text-3xl">
            One way in for each caller
          </h2>
          <p className="text-muted">The same header everywhere, the same errors everywhere, and a limit you can read off every answer.</p>
          <div>
            <Button asChild variant="primary" size="lg">
              <Link href={isSignedIn ? paths.dashboard : paths.register}>{isSignedIn ? "Go to your dashboard" : "Create your account"}</Link>
            </Button>
          </div>
        </div>
        <table className="w-full text-sm">
          <caption className="sr-only">Credentials and their limits</caption>
          <thead className="text-left text-xs text-faint">
            <tr className="border-b border-line [&>th]:pb-2.5 [&>th]:font-medium">
              <th scope="col">Caller</th>
              <th scope="col" className="max-sm:hidden">
                Good for
              </th>
              <th scope="col" className="text-right">
                A minute
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {layers.map((layer) => (
              <tr key={layer.name} className="[&>*]:py-4">
                <th scope="row" className="pr-4 text-left font-medium">
                  {layer.name}
                  <code className="block text-xs font-normal text-faint">{layer.sent}</code>
                </th>
                <td className="pr-4 text-muted max-sm:hidden">{layer.good}</td>
                <td className="text-right font-mono tabular-nums">{layer.limit}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
