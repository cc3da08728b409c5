"use client";

import type { FormEvent } from "react";
import { PasswordInput } from "@/components/auth/password-input";
import { describeError, fieldError, hasCode } from "@/components/describe-error";
import { GuardedButton } from "@/components/second-factor/guarded-button";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toaster";
import { useFocusError } from "@/components/use-focus-error";
import { useUpdateProfile } from "./queries";

type PasswordFormProps = {
  hasPassword: boolean;
  username: string;
  /** A first password is a new way in: whose sign-in is older than 10 minutes proves who they are before. */
  confirmFirst: boolean;
};

export function PasswordForm({ hasPassword, username, confirmFirst }: PasswordFormProps) {
  const update = useUpdateProfile();
  const form = useFocusError(update.error);
  const say = useToast();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const element = event.currentTarget;
    const values = new FormData(element);
    const current = values.get("current_password");
    const body = { password: String(values.get("password")), ...(current === null ? {} : { current_password: String(current) }) };
    const onSuccess = () => {
      element.reset();
      say("Password changed. All other sessions are signed out.");
    };
    update.mutate({ body }, { onSuccess });
  }

  const wrongPassword = hasCode(update.error, "INVALID_CREDENTIALS") ? "is not your current password" : fieldError(update.error, "current_password");
  const newPassword = fieldError(update.error, "password");
  if (confirmFirst) {
    return (
      <Card title="Password" description="You have none: you sign in another way.">
        <CardBody>
          <GuardedButton confirmFirst>Choose a password</GuardedButton>
        </CardBody>
      </Card>
    );
  }
  return (
    <Card title="Password" description="A new password signs you out everywhere else.">
      <CardBody>
        <form ref={form} onSubmit={submit} className="grid gap-5 sm:grid-cols-2" noValidate>
          <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
          {hasPassword ? (
            <Field label="Current password" error={wrongPassword}>
              {(control) => <PasswordInput {...control} name="current_password" autoComplete="current-password" />}
            </Field>
          ) : null}
          <Field label="New password" error={newPassword} hint="At least 8 characters. A few words in a row are easy to keep in mind and hard to guess.">
            {(control) => <PasswordInput {...control} name="password" autoComplete="new-password" />}
          </Field>
          {update.error && !wrongPassword && !newPassword ? <Notice tone="bad" className="sm:col-span-2">{describeError(update.error)}</Notice> : null}
          <div className="sm:col-span-2">
            <Button type="submit" variant="primary" busy={update.isPending}>
              Change password
            </Button>
          </div>
        </form>
      </CardBody>
    </Card>
  );
}
