"use client";

import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { credentialKinds } from "@/components/users/credentials/credential-kinds";
import { titleOf } from "@/components/users/credentials/credential-line";
import type { Finding, FindingKind, Repair } from "@/lib/contract/safety";
import { FindingItem } from "./finding-item";
import { isFinal } from "./is-final";
import { keyOf, useActs } from "./use-acts";

/** What a kind is called, and why it matters. */
export type KindWords = Partial<Record<FindingKind, { title: string; why: string }>>;

type Props = { findings: Finding[]; words: KindWords; me: string; isFiltered: boolean; isDismissed: boolean };

/** Findings by their kind: what it is and why it matters once, then each credential that it is said of. */
export function FindingList({ findings, words, me, isFiltered, isDismissed }: Props) {
  const [asked, setAsked] = useState<{ finding: Finding; repair: Repair }>();
  const acts = useActs();
  const close = () => setAsked(undefined);
  const choose = (finding: Finding, repair: Repair) => (isFinal(repair) ? setAsked({ finding, repair }) : acts.repair(finding, repair));
  const shown = [...new Set(findings.map(({ kind }) => kind))];
  return (
    <div className="grid gap-6">
      {shown.length === 0 && (isDismissed || isFiltered) ? (
        <Card>
          <EmptyState icon={<ShieldCheck />} title={isDismissed ? "Nothing is marked as intended" : "Nothing of that kind"}>
            {isDismissed ? "Findings that you mark as intended leave the list and are shown here." : "Choose another finding, or all of them."}
          </EmptyState>
        </Card>
      ) : null}
      {shown.map((kind) => (
        <Card key={kind} title={words[kind]?.title} description={words[kind]?.why}>
          <ul className="mt-3.5 divide-y divide-line border-t border-line">
            {findings
              .filter((finding) => finding.kind === kind)
              .map((finding) => (
                <FindingItem key={keyOf(finding)} finding={finding} me={me} busy={acts.isBusy(finding)} onRepair={(repair) => choose(finding, repair)} onDismiss={() => acts.dismiss(finding)} onRestore={() => acts.restore(finding)} />
              ))}
          </ul>
        </Card>
      ))}
      {asked ? (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && close()}
          title={`${asked.repair.label}?`}
          confirmLabel={asked.repair.label}
          onConfirm={() => (close(), acts.repair(asked.finding, asked.repair))}
        >
          <p>
            <strong className="font-medium break-words text-ink">{titleOf(asked.finding.credential)}</strong> ({credentialKinds[asked.finding.credential.kind].label}): {asked.repair.effect} This cannot be undone.
          </p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
