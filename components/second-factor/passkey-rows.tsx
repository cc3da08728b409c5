"use client";

import { Fingerprint } from "lucide-react";
import { useState } from "react";
import { describeError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { RelativeTime } from "@/components/ui/time";
import { useToast } from "@/components/ui/toaster";
import type { PasskeyView } from "@/lib/contract/passkeys";
import type { SecondFactorState } from "@/lib/contract/second-factor";
import { FactorRow } from "./factor-row";
import { GuardedButton } from "./guarded-button";
import { AddPasskeyDialog, RenamePasskeyDialog } from "./passkey-dialogs";
import { useRemovePasskey } from "./queries";

type PasskeyRowsProps = { passkeys: PasskeyView[]; state: SecondFactorState; possible: boolean; confirmFirst: boolean; onCodes: (codes: string[]) => void };

/** The way to add a passkey, and each one that there is. */
export function PasskeyRows({ passkeys, state, possible, confirmFirst, onCodes }: PasskeyRowsProps) {
  const [isOpen, setOpen] = useState(false);
  const say = useToast();
  const isLast = state.required && !state.totp && passkeys.length === 1;
  if (!possible && passkeys.length === 0) return null;
  return (
    <>
      <FactorRow
        icon={<Fingerprint aria-hidden />}
        title="Passkeys"
        isOn={passkeys.length > 0}
        text="Your finger, your face or a PIN on a device of yours signs you in, without a password and safe from imitated pages."
        action={
          possible ? (
            <GuardedButton confirmFirst={confirmFirst} size="sm" onClick={() => setOpen(true)}>
              Add passkey
            </GuardedButton>
          ) : null
        }
      >
        {isOpen ? <AddPasskeyDialog onClose={() => setOpen(false)} onDone={(codes) => (setOpen(false), say("Passkey added"), codes && onCodes(codes))} /> : null}
      </FactorRow>
      {passkeys.map((passkey) => (
        <PasskeyRow key={passkey.id} passkey={passkey} isKept={isLast} confirmFirst={confirmFirst} />
      ))}
    </>
  );
}

function PasskeyRow({ passkey, isKept, confirmFirst }: { passkey: PasskeyView; isKept: boolean; confirmFirst: boolean }) {
  const [open, setOpen] = useState<"rename" | "remove" | undefined>();
  const remove = useRemovePasskey();
  const say = useToast();
  const close = () => setOpen(undefined);
  const removeIt = () => remove.mutate({ params: { id: passkey.id } }, { onSuccess: () => (close(), say(`${passkey.name} is removed`)), onError: (error) => (close(), say(describeError(error), "bad")) });
  const actions = (
    <>
      <Button size="sm" variant="ghost" aria-label={`Rename ${passkey.name}`} onClick={() => setOpen("rename")}>
        Rename
      </Button>
      {isKept ? null : (
        <GuardedButton confirmFirst={confirmFirst} size="sm" variant="danger-quiet" aria-label={`Remove ${passkey.name}`} onClick={() => setOpen("remove")}>
          Remove…
        </GuardedButton>
      )}
    </>
  );
  return (
    <FactorRow icon={<span aria-hidden className="w-5 shrink-0" />} title={passkey.name} text={<Facts passkey={passkey} isKept={isKept} />} action={actions}>
      {open === "rename" ? <RenamePasskeyDialog passkey={passkey} onClose={close} /> : null}
      <ConfirmDialog open={open === "remove"} onOpenChange={(isOpen) => !isOpen && close()} title={`Remove ${passkey.name}?`} confirmLabel="Remove passkey" busy={remove.isPending} onConfirm={removeIt}>
        <p>It no longer signs you in. Delete it on the device, too: otherwise it stays there and is offered although it no longer works.</p>
      </ConfirmDialog>
    </FactorRow>
  );
}

function Facts({ passkey, isKept }: { passkey: PasskeyView; isKept: boolean }) {
  return (
    <>
      {passkey.synced ? "On several devices" : "On one device"} · added <RelativeTime value={passkey.created_at} /> · {passkey.last_used_at ? <>used <RelativeTime value={passkey.last_used_at} /></> : "never used"}
      {isKept ? ". Your role needs a second factor: add another before you remove it." : ""}
    </>
  );
}
