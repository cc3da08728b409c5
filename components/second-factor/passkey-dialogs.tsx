"use client";

import type { FormEvent } from "react";
import { fieldError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import type { PasskeyView } from "@/lib/contract/passkeys";
import { describeAgent } from "@/lib/describe-agent";
import { describePasskeyError } from "./describe-passkey-error";
import { useAddPasskey, useRenamePasskey } from "./queries";

export function AddPasskeyDialog({ onClose, onDone }: { onClose: () => void; onDone: (recoveryCodes: string[] | undefined) => void }) {
  const add = useAddPasskey();
  return (
    <NameDialog
      title="Add a passkey"
      description="Your browser asks you to unlock this device, a phone or a security key. The name is for you, to tell them apart."
      name={describeAgent(navigator.userAgent)}
      submitLabel="Add passkey"
      busy={add.isPending}
      error={add.error}
      onSubmit={(name) => add.mutate(name, { onSuccess: (answer) => onDone(answer.recovery_codes) })}
      onClose={onClose}
    />
  );
}

export function RenamePasskeyDialog({ passkey, onClose }: { passkey: PasskeyView; onClose: () => void }) {
  const rename = useRenamePasskey();
  return (
    <NameDialog
      title="Rename passkey"
      name={passkey.name}
      submitLabel="Save name"
      busy={rename.isPending}
      error={rename.error}
      onSubmit={(name) => rename.mutate({ params: { id: passkey.id }, body: { name } }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}

type NameDialogProps = { title: string; description?: string; name: string; submitLabel: string; busy: boolean; error: unknown; onSubmit: (name: string) => void; onClose: () => void };

function NameDialog({ title, description, name, submitLabel, busy, error, onSubmit, onClose }: NameDialogProps) {
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    onSubmit(String(new FormData(event.currentTarget).get("name")).trim());
  }
  const atField = fieldError(error, "name");
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} description={description}>
      <form onSubmit={submit} className="grid gap-4 px-6 pt-5 pb-6" noValidate>
        <Field label="Name" error={atField}>
          {(control) => <Input {...control} name="name" defaultValue={name} maxLength={100} autoComplete="off" />}
        </Field>
        {error && !atField ? <Notice tone="bad">{describePasskeyError(error)}</Notice> : null}
        <div>
          <Button type="submit" variant="primary" busy={busy}>
            {submitLabel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
