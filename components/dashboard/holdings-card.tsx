import { ChevronRight, KeyRound, Monitor, Ticket, type LucideIcon } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/time";
import type { ApiKeyView } from "@/lib/contract/api-keys";
import type { PersonalTokenState } from "@/lib/contract/personal-token";
import { paths } from "@/lib/paths";

type HoldingsCardProps = { token: PersonalTokenState; keys: ApiKeyView[]; hasMoreKeys: boolean; sessionCount: number };

/** What do I have? Everything that can act as the reader, in three lines. */
export function HoldingsCard({ token, keys, hasMoreKeys, sessionCount }: HoldingsCardProps) {
  return (
    <Card title="What you have">
      <ul className="mt-3.5 divide-y divide-line border-t border-line">
        <Holding href={paths.apiToken} icon={Ticket} name="API token" value={token.exists ? <code className="text-[0.8125rem] max-sm:hidden">{token.hint}</code> : "None"}>
          {token.last_used_at ? (
            <>
              Used <RelativeTime value={token.last_used_at} />
            </>
          ) : token.exists ? (
            "Never used"
          ) : (
            "For your own scripts and tools"
          )}
        </Holding>
        <Holding href={paths.apiKeys} icon={KeyRound} name="API keys" value={hasMoreKeys ? `${keys.length}+` : keys.length}>
          {describeKeys(keys)}
        </Holding>
        <Holding href={paths.settings} icon={Monitor} name="Sessions" value={sessionCount}>
          {sessionCount === 1 ? "Only this device is signed in" : `${sessionCount - 1} besides this device`}
        </Holding>
      </ul>
    </Card>
  );
}

function Holding({ href, icon: Icon, name, value, children }: { href: string; icon: LucideIcon; name: string; value: ReactNode; children: ReactNode }) {
  return (
    <li className="relative flex items-center gap-4 px-5 py-3.5 hover:bg-sunken/60 sm:px-6">
      <Icon aria-hidden className="size-5 shrink-0 text-brass" />
      <div className="min-w-0 flex-1">
        <Link href={href} className="text-sm font-medium after:absolute after:inset-0">
          {name}
        </Link>
        <p className="truncate text-[0.8125rem] text-faint">{children}</p>
      </div>
      <span className="min-w-0 truncate text-sm font-medium tabular-nums">{value}</span>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-faint" />
    </li>
  );
}

function describeKeys(keys: ApiKeyView[]): string {
  if (keys.length === 0) return "One for each program that calls the API";
  const count = (status: ApiKeyView["status"]) => keys.filter((key) => key.status === status).length;
  const parts = [`${count("active")} active`, count("paused") ? `${count("paused")} paused` : "", count("expired") ? `${count("expired")} expired` : ""];
  return parts.filter(Boolean).join(", ");
}
