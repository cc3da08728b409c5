import Link from "next/link";
import { pageOfCredential } from "@/components/access/page-of-credential";
import { Button } from "@/components/ui/button";
import { ScopeChip } from "@/components/ui/scope-chip";
import { RelativeTime } from "@/components/ui/time";
import { credentialKinds } from "@/components/users/credentials/credential-kinds";
import { titleOf } from "@/components/users/credentials/credential-line";
import type { Finding, Repair } from "@/lib/contract/safety";
import { FindingCallers } from "./finding-callers";
import { isFinal } from "./is-final";

type Props = { finding: Finding; me: string; busy: boolean; onRepair: (repair: Repair) => void; onDismiss: () => void; onRestore: () => void };

/** One thing to look at: whose, what was found, and what changes by a press of the button beside it. */
export function FindingItem({ finding, me, busy, onRepair, onDismiss, onRestore }: Props) {
  const { credential, found, repairs, dismissed } = finding;
  const { icon: Icon, label } = credentialKinds[credential.kind];
  const title = titleOf(credential);
  const [first, ...others] = repairs;
  const isMine = credential.owner.id === me;
  const page = pageOfCredential(credential, isMine);
  return (
    <li className="flex gap-4 px-5 py-4 sm:px-6">
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-faint" />
      <div className="grid min-w-0 flex-1 gap-2.5 text-sm">
        <div className="grid gap-0.5">
          <h3 className="flex flex-wrap items-baseline gap-x-2.5 font-medium wrap-anywhere">
            {page ? (
              <Link href={page} className="link">
                {title}
              </Link>
            ) : (
              title
            )}
            {title === label ? null : <span className="text-xs font-normal text-faint">{label}</span>}
            {isMine ? null : <span className="text-xs font-normal text-muted">of {credential.owner.username}</span>}
          </h3>
          <p className="text-muted wrap-anywhere">{found}</p>
        </div>
        {finding.scopes ? (
          <p className="flex flex-wrap items-center gap-1.5">
            <span className="text-[0.8125rem] text-faint">Never needed:</span>
            {finding.scopes.map((name) => (
              <ScopeChip key={name} name={name} />
            ))}
          </p>
        ) : null}
        {finding.callers ? <FindingCallers callers={finding.callers} /> : null}
        {dismissed ? (
          <p className="text-[0.8125rem] text-faint">
            Intended, says {dismissed.by}, <RelativeTime value={dismissed.at} />
          </p>
        ) : null}
        {first ? <p className="text-[0.8125rem] text-faint">{`${first.label}: ${first.effect}`}</p> : null}
        <div className="flex flex-wrap gap-2 empty:hidden">
          {first ? <RepairButton repair={first} title={title} busy={busy} isFirst onPress={() => onRepair(first)} /> : null}
          {others.map((repair) => (
            <RepairButton key={repair.action} repair={repair} title={title} busy={busy} onPress={() => onRepair(repair)} />
          ))}
          {finding.may_dismiss ? (
            <Button size="sm" variant="ghost" busy={busy && !first} aria-label={`${dismissed ? "Show again" : "This is intended"}: ${title}`} onClick={busy ? undefined : dismissed ? onRestore : onDismiss}>
              {dismissed ? "Show again" : "This is intended"}
            </Button>
          ) : null}
        </div>
      </div>
    </li>
  );
}

function RepairButton({ repair, title, busy, isFirst = false, onPress }: { repair: Repair; title: string; busy: boolean; isFirst?: boolean; onPress: () => void }) {
  const { action, label, effect } = repair;
  const text = isFinal(repair) ? `${label}…` : label;
  return (
    <Button size="sm" variant={action === "revoke" ? "danger-quiet" : isFirst ? "primary" : "secondary"} busy={busy && isFirst} title={effect} aria-label={`${text} ${title}`} onClick={busy ? undefined : onPress}>
      {text}
    </Button>
  );
}
