import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/time";
import type { IdentityView } from "@/lib/contract/identities";

const names: Record<IdentityView["provider"], string> = { google: "Google", github: "GitHub", telegram: "Telegram" };

/** By what somebody signs in: to look at, for only they change it. */
export function WaysInCard({ hasPassword, passkeys, identities }: { hasPassword: boolean; passkeys: number; identities: IdentityView[] }) {
  const isEmpty = !hasPassword && passkeys === 0 && identities.length === 0;
  return (
    <Card title="Signs in by" description="What opens this account. Only its owner adds or removes a way.">
      <ul className="mt-4 divide-y divide-line border-t border-line text-sm">
        {hasPassword ? <Way name="Password">set</Way> : null}
        {identities.map((identity) => (
          <Way key={identity.id} name={names[identity.provider]}>
            <span className="break-all">{identity.email ?? identity.name ?? "linked"}</span>, {identity.last_used_at ? "used " : "linked "}
            <RelativeTime value={identity.last_used_at ?? identity.created_at} />
          </Way>
        ))}
        {passkeys > 0 ? <Way name="Passkeys">{passkeys}</Way> : null}
        {isEmpty ? <li className="px-5 py-3.5 text-muted sm:px-6">Nothing: nobody can sign in to it, except by a link to choose a password.</li> : null}
      </ul>
    </Card>
  );
}

function Way({ name, children }: { name: string; children: ReactNode }) {
  return (
    <li className="flex flex-wrap gap-x-6 gap-y-0.5 px-5 py-3.5 sm:px-6">
      <span className="w-28 font-medium">{name}</span>
      <span className="min-w-0 text-muted">{children}</span>
    </li>
  );
}
