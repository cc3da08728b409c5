"use client";

import { LifeBuoy } from "lucide-react";
import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { ConfirmDialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toaster";
import { FactorRow } from "./factor-row";
import { GuardedButton } from "./guarded-button";
import { useReplaceRecoveryCodes } from "./queries";

/** How many recovery codes are left, and the way to make new ones. */
export function RecoveryRow({ left, confirmFirst, onCodes }: { left: number; confirmFirst: boolean; onCodes: (codes: string[]) => void }) {
  const [isAsking, setAsking] = useState(false);
  const replace = useReplaceRecoveryCodes();
  const say = useToast();
  const make = () => replace.mutate({}, { onSuccess: (answer) => (setAsking(false), onCodes(answer.recovery_codes)), onError: (error) => (setAsking(false), say(describeError(error), "bad")) });
  return (
    <FactorRow
      icon={<LifeBuoy aria-hidden />}
      title="Recovery codes"
      text={
        <span className={left <= 3 ? "text-warn" : undefined}>
          {left === 0 ? "None left: if you lose your second factor, only an administrator can let you in." : `${left} of 10 left. Each signs you in once when the app or the passkey is lost.`}
        </span>
      }
      action={
        <GuardedButton confirmFirst={confirmFirst} size="sm" onClick={() => setAsking(true)}>
          New codes…
        </GuardedButton>
      }
    >
      <ConfirmDialog open={isAsking} onOpenChange={setAsking} title="Make new recovery codes?" confirmLabel="Make new codes" danger={false} busy={replace.isPending} onConfirm={make}>
        <p>The old ones end at once. The new ones are shown once.</p>
      </ConfirmDialog>
    </FactorRow>
  );
}
