"use client";

import { useEffect, useRef, type FormEvent } from "react";
import { describeError, hasCode } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { useFocusError } from "@/components/use-focus-error";
import { QrCode } from "./qr-code";
import { useConfirmTotp, useStartTotp } from "./queries";

/** Scan or type the secret, then show by a first code that the app works. */
export function TotpDialog({ onClose, onDone }: { onClose: () => void; onDone: (recoveryCodes: string[] | undefined) => void }) {
  const start = useStartTotp();
  const { mutate } = start;
  const hasStarted = useRef(false);
  useEffect(() => {
    if (hasStarted.current) return;
    hasStarted.current = true;
    mutate({});
  }, [mutate]);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Set up an authenticator app" description="Any app that shows one-time codes will do: the one in your password manager, Aegis, 2FAS, Google Authenticator.">
      <div className="grid gap-5 px-6 pt-5 pb-6">
        {start.error ? <Notice tone="bad">{describeError(start.error)}</Notice> : null}
        {start.data ? (
          <>
            <Secret {...start.data} />
            <FirstCode onDone={onDone} />
          </>
        ) : (
          <div aria-hidden className="h-96" />
        )}
      </div>
    </Dialog>
  );
}

function Secret({ secret, uri }: { secret: string; uri: string }) {
  return (
    <div className="flex flex-wrap items-start gap-5">
      <QrCode text={uri} label="QR code for your app" />
      <div className="grid min-w-0 flex-1 basis-44 gap-2 text-sm">
        <p>Scan the code with the app, or type this secret into it:</p>
        <code className="rounded-md bg-sunken px-3 py-2 leading-6 select-all">{secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
        <div>
          <CopyButton value={secret} what="secret" />
        </div>
      </div>
    </div>
  );
}

function FirstCode({ onDone }: { onDone: (recoveryCodes: string[] | undefined) => void }) {
  const confirm = useConfirmTotp();
  const form = useFocusError(confirm.error);
  const wrong = hasCode(confirm.error, "INVALID_CREDENTIALS") ? "is not what the app shows now" : undefined;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code")).trim();
    if (code !== "") confirm.mutate({ body: { code } }, { onSuccess: (answer) => onDone(answer.recovery_codes) });
  }

  return (
    <form ref={form} onSubmit={submit} className="grid gap-4" noValidate>
      <Field label="Code" error={wrong} hint="The six digits that the app shows now.">
        {(control) => <Input {...control} name="code" inputMode="numeric" autoComplete="one-time-code" maxLength={12} autoFocus className="max-w-48 font-mono tracking-widest" />}
      </Field>
      {confirm.error && !wrong ? <Notice tone="bad">{describeError(confirm.error)}</Notice> : null}
      <div>
        <Button type="submit" variant="primary" busy={confirm.isPending}>
          Confirm
        </Button>
      </div>
    </form>
  );
}
