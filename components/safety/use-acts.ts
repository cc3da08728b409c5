"use client";

import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { useToast } from "@/components/ui/toaster";
import { titleOf } from "@/components/users/credentials/credential-line";
import type { Finding, Repair } from "@/lib/contract/safety";
import { tell, useDismissFinding, useRepair, useRestoreFinding } from "./queries";

export const keyOf = ({ kind, credential }: Finding) => `${kind} ${credential.id}`;

/** What can be done with the findings of a page. It outlives each of them, so that "Undo" still works when its finding is gone. */
export function useActs() {
  const [busy, setBusy] = useState("");
  const repairing = useRepair();
  const dismissing = useDismissFinding();
  const restoring = useRestoreFinding();
  const say = useToast();
  const onError = (error: Error) => (setBusy(""), say(describeError(error), "bad"));
  const undo = ({ credential }: Finding, body: NonNullable<Repair["undo"]>) => ({
    label: "Undo",
    run: () => repairing.change(credential.id, body, { onSuccess: () => say(`${titleOf(credential)}: taken back`), onError }),
  });
  const pathOf = ({ kind, credential }: Finding) => ({ params: { id: credential.id, finding: kind } });

  function restore(finding: Finding) {
    setBusy(keyOf(finding));
    tell(restoring.mutateAsync(pathOf(finding)), { onSuccess: () => say("It is shown again"), onError });
  }
  function dismiss(finding: Finding) {
    setBusy(keyOf(finding));
    const offer = { label: "Undo", run: () => restore(finding) };
    tell(dismissing.mutateAsync(pathOf(finding)), { onSuccess: () => say("It is not shown any more", "good", offer), onError });
  }
  function repair(finding: Finding, chosen: Repair) {
    setBusy(keyOf(finding));
    const done = `${titleOf(finding.credential)}: ${words[chosen.action]}`;
    repairing.run(finding, chosen, { onSuccess: () => say(done, "good", chosen.undo && undo(finding, chosen.undo)), onError });
  }
  const isBusy = (finding: Finding) => keyOf(finding) === busy && (repairing.isBusy || dismissing.isBusy || restoring.isBusy);
  return { isBusy, repair, dismiss, restore };
}

const words: Record<Repair["action"], string> = {
  revoke: "refused from now on",
  resume: "works again",
  pause: "paused",
  retire_old_secret: "the old secret is retired",
  extend: "ends later",
  set_expiry: "has an end now",
  narrow_scopes: "holds only what it uses",
  limit_addresses: "held to its addresses",
};
