"use client";

import { Smartphone } from "lucide-react";
import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { ConfirmDialog } from "@/components/ui/dialog";
import { RelativeTime } from "@/components/ui/time";
import { useToast } from "@/components/ui/toaster";
import type { SecondFactorState } from "@/lib/contract/second-factor";
import { FactorRow } from "./factor-row";
import { GuardedButton } from "./guarded-button";
import { useRemoveTotp } from "./queries";
import { TotpDialog } from "./totp-dialog";

type TotpRowProps = { state: SecondFactorState; confirmFirst: boolean; onCodes: (codes: string[]) => void };

/** The app that shows codes: set up, or not yet. */
export function TotpRow({ state, confirmFirst, onCodes }: TotpRowProps) {
  const [isOpen, setOpen] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const remove = useRemoveTotp();
  const say = useToast();
  const isKept = state.required && state.passkeys === 0;
  const removeIt = () => remove.mutate({}, { onSuccess: () => (setAsking(false), say("The app is removed")), onError: (error) => (setAsking(false), say(describeError(error), "bad")) });
  return (
    <FactorRow
      icon={<Smartphone aria-hidden />}
      title="Authenticator app"
      isOn={state.totp !== undefined}
      text={state.totp ? <>Set up <RelativeTime value={state.totp.confirmed_at} />. It shows a new code every 30 seconds.{isKept ? " Your role needs a second factor: add a passkey before you remove it." : ""}</> : "An app on your phone shows six digits that you type after your password."}
      action={
        state.totp ? (
          isKept ? null : (
            <GuardedButton confirmFirst={confirmFirst} variant="danger-quiet" size="sm" onClick={() => setAsking(true)}>
              Remove…
            </GuardedButton>
          )
        ) : (
          <GuardedButton confirmFirst={confirmFirst} size="sm" onClick={() => setOpen(true)}>
            Set up app
          </GuardedButton>
        )
      }
    >
      {isOpen ? <TotpDialog onClose={() => setOpen(false)} onDone={(codes) => (setOpen(false), say("The app is your second factor now"), codes && onCodes(codes))} /> : null}
      <ConfirmDialog open={isAsking} onOpenChange={setAsking} title="Remove the app?" confirmLabel="Remove app" busy={remove.isPending} onConfirm={removeIt}>
        <p>{state.passkeys > 0 ? "Your passkeys stay your second factor." : "It is your only second factor: your password alone signs you in then, and your recovery codes end."}</p>
      </ConfirmDialog>
    </FactorRow>
  );
}
