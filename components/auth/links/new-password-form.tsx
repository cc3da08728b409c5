import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { paths } from "@/lib/paths";
import type { FormError } from "../form-error";
import { PasswordInput } from "../password-input";

export function NewPasswordForm({ token, username, error }: { token: string; username: string; error: FormError | undefined }) {
  return (
    <form action={paths.resetPasswordSubmit} method="post" className="grid gap-5">
      <input type="hidden" name="token" value={token} />
      {error && error.field !== "password" ? <Notice tone="bad">{error.text}</Notice> : null}
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <Field label="New password" error={error?.field === "password" ? error.text : undefined} hint="At least 8 characters. A few words in a row are easy to keep in mind and hard to guess.">
        {(control) => <PasswordInput {...control} name="password" required minLength={8} maxLength={128} autoComplete="new-password" />}
      </Field>
      <Button type="submit" variant="primary" size="lg">
        Set the password
      </Button>
      <p className="text-[0.8125rem] leading-5 text-faint">Every session of the account ends. Keys, API tokens and connected apps go on working; a mail tells you which.</p>
    </form>
  );
}
