import { Badge } from "@/components/ui/badge";
import { ScopeChip } from "@/components/ui/scope-chip";
import { RelativeTime } from "@/components/ui/time";
import type { UserCredentialView } from "@/lib/contract/user-credentials";
import { describeAgent } from "@/lib/describe-agent";
import { credentialKinds } from "./credential-kinds";

/** One line of a list of credentials; `owner` where it is somebody else's. */
export function CredentialLine({ credential, owner }: { credential: UserCredentialView; owner?: string }) {
  const { icon: Icon, label } = credentialKinds[credential.kind];
  const title = titleOf(credential);
  return (
    <>
      <Icon aria-hidden className="size-5 shrink-0 text-faint" />
      <span className="min-w-0 flex-1 text-sm">
        <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="min-w-0 truncate font-medium">{title}</span>
          {title === label ? null : <span className="text-xs text-faint">{label}</span>}
          {owner ? <span className="text-xs text-muted">of {owner}</span> : null}
          {credential.leaked ? <Badge tone="bad">leaked</Badge> : null}
          {credential.status === "active" ? null : <Badge tone={credential.status === "paused" ? "warn" : "neutral"}>{credential.status}</Badge>}
        </span>
        <span className="block truncate text-[0.8125rem] text-faint">
          {credential.last_used_at ? (
            <>
              used <RelativeTime value={credential.last_used_at} />
              {credential.last_used_ip ? <> from {credential.last_used_ip}</> : null}
            </>
          ) : (
            "never used"
          )}
        </span>
      </span>
      <span className="hidden shrink-0 items-center gap-1.5 lg:flex">
        {credential.scopes_follow_role ? <span className="text-xs text-faint">all that the role allows</span> : credential.scopes.slice(0, 2).map((name) => <ScopeChip key={name} name={name} />)}
        {!credential.scopes_follow_role && credential.scopes.length > 2 ? <span className="text-xs text-faint">and {credential.scopes.length - 2} more</span> : null}
      </span>
    </>
  );
}

/** Sessions have no name of their own: the program that they belong to stands for it. */
export function titleOf(credential: UserCredentialView): string {
  return credential.kind === "session" ? describeAgent(credential.last_used_user_agent ?? credential.created_user_agent) : credential.name;
}
