import { KeyRound } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { brandMarks } from "@/components/auth/brand-marks";
import { providerLabels, type WebProvider } from "@/components/auth/other-ways";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/time";
import type { IdentityView } from "@/lib/contract/identities";
import { paths } from "@/lib/paths";
import { UnlinkButton } from "./unlink-button";

type SignInCardProps = {
  hasPassword: boolean;
  identities: IdentityView[];
  /** The providers that this server offers. */
  providers: WebProvider[];
  /** Nothing else would be left if one were taken away. */
  isLastWay: boolean;
};

/** By what somebody can sign in, and what they can add or take away. */
export function SignInCard({ hasPassword, identities, providers, isLastWay }: SignInCardProps) {
  const shown = (["google", "github"] as const).filter((provider) => providers.includes(provider) || identities.some((identity) => identity.provider === provider));
  return (
    <Card title="Ways to sign in" description="Each of these opens your account. With two of them, losing one does not lock you out.">
      <ul className="mt-4 divide-y divide-line border-t border-line">
        <PasswordRow hasPassword={hasPassword} />
        {shown.map((provider) => (
          <ProviderRow key={provider} provider={provider} identity={identities.find((identity) => identity.provider === provider)} isOffered={providers.includes(provider)} isLastWay={isLastWay} />
        ))}
      </ul>
    </Card>
  );
}

function PasswordRow({ hasPassword }: { hasPassword: boolean }) {
  return (
    <Row icon={<KeyRound aria-hidden className="size-5 text-muted" />} name="Password" state={hasPassword ? <Badge tone="good">Set</Badge> : <Badge>Not set</Badge>} facts={hasPassword ? "With your username or email." : "You sign in without one. You may set one, to have a second way in."}>
      <Button asChild size="sm">
        <Link href={paths.settingsSecurity}>{hasPassword ? "Change" : "Set a password"}</Link>
      </Button>
    </Row>
  );
}

function ProviderRow({ provider, identity, isOffered, isLastWay }: { provider: WebProvider; identity: IdentityView | undefined; isOffered: boolean; isLastWay: boolean }) {
  const Mark = brandMarks[provider];
  const name = providerLabels[provider];
  const icon = <Mark className="size-5" />;
  if (!identity) {
    return (
      <Row icon={icon} name={name} state={<Badge>Not linked</Badge>} facts={`Link your ${name} account to sign in with it.`}>
        <form action={paths.settingsSignInLink} method="post">
          <input type="hidden" name="provider" value={provider} />
          <Button type="submit" size="sm" aria-label={`Link ${name}`}>
            Link
          </Button>
        </form>
      </Row>
    );
  }
  return (
    <Row icon={icon} name={name} state={isOffered ? <Badge tone="good">Linked</Badge> : <Badge tone="warn">Switched off here</Badge>} facts={<IdentityFacts identity={identity} />}>
      {isLastWay && isOffered ? <p className="text-[0.8125rem] text-faint">Your only way in</p> : <UnlinkButton id={identity.id} name={name} />}
    </Row>
  );
}

function IdentityFacts({ identity }: { identity: IdentityView }) {
  return (
    <>
      <span className="break-all text-ink">{identity.email ?? identity.name ?? "An account without a name"}</span>
      {" · "}
      {identity.last_used_at ? (
        <>
          used <RelativeTime value={identity.last_used_at} />
        </>
      ) : (
        <>
          linked <RelativeTime value={identity.created_at} />
        </>
      )}
    </>
  );
}

function Row({ icon, name, state, facts, children }: { icon: ReactNode; name: string; state: ReactNode; facts: ReactNode; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 px-5 py-4 sm:px-6">
      <span className="grid size-9 shrink-0 place-items-center rounded-md border border-line bg-sunken">{icon}</span>
      <div className="min-w-32 flex-1">
        <h3 className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm font-medium">
          {name} {state}
        </h3>
        <p className="text-[0.8125rem] text-muted">{facts}</p>
      </div>
      {children}
    </li>
  );
}
