"use client";

import type { FormEvent } from "react";
import { PasswordInput } from "@/components/auth/password-input";
import { describeError, fieldError, hasCode } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toaster";
import { useFocusError } from "@/components/use-focus-error";
import { useChangeEmail } from "./queries";

/** Where the sign-in is old the password is asked for with it. */
export function ChangeAddressForm({ needsPassword, isConfirmed, sendsMail, onDone }: { needsPassword: boolean; isConfirmed: boolean; sendsMail: boolean; onDone: () => void }) {
  const change = useChangeEmail();
  const form = useFocusError(change.error);
  const say = useToast();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const values = new FormData(event.currentTarget);
    const password = values.get("password");
    const body = { email: String(values.get("email")), ...(password === null ? {} : { password: String(password) }) };
    const onSuccess = () => {
      say(sendsMail ? "The links are on their way" : "The links are in the administrators’ outbox");
      onDone();
    };
    change.mutate({ body }, { onSuccess });
  }

  const wrongPassword = hasCode(change.error, "INVALID_CREDENTIALS") ? "is not your password" : undefined;
  const badEmail = fieldError(change.error, "email");
  return (
    <form ref={form} onSubmit={submit} className="grid gap-5 border-t border-line pt-5 sm:grid-cols-2" noValidate>
      <Field label="New address" error={badEmail} hint={isConfirmed ? "A link goes to both addresses: a change needs the consent of the old one." : "A link goes to the new address."}>
        {(control) => <Input {...control} type="email" name="email" autoComplete="email" maxLength={254} autoFocus />}
      </Field>
      {needsPassword ? (
        <Field label="Current password" error={wrongPassword}>
          {(control) => <PasswordInput {...control} name="password" autoComplete="current-password" />}
        </Field>
      ) : null}
      {change.error && !badEmail && !wrongPassword ? (
        <Notice tone="bad" className="sm:col-span-2">
          {describeError(change.error)}
        </Notice>
      ) : null}
      <div className="flex flex-wrap gap-2 sm:col-span-2">
        <Button type="submit" variant="primary" busy={change.isPending}>
          Send the links
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
    </form>
  );
}
