import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { paths } from "@/lib/paths";
import type { FormError } from "./form-error";
import { PasswordInput } from "./password-input";
import type { TypedValues } from "./typed-values";

type RegisterFormProps = { next: string | undefined; typed: TypedValues; needsSetupToken: boolean; error: FormError | undefined };

export function RegisterForm({ next, typed, needsSetupToken, error }: RegisterFormProps) {
  const errorAt = (field: string) => (error?.field === field ? error.text : undefined);
  return (
    <form action={paths.registerSubmit} method="post" className="grid gap-5">
      {next ? <input type="hidden" name="next" value={next} /> : null}
      {error && !error.field ? <Notice tone="bad">{error.text}</Notice> : null}
      {needsSetupToken ? (
        <Field label="Setup token" error={errorAt("setup_token")} hint="The server printed it when it started. It makes sure that the first account, the administrator’s, is yours.">
          {(control) => <Input {...control} name="setup_token" required autoComplete="off" spellCheck={false} maxLength={200} className="font-mono text-sm" />}
        </Field>
      ) : null}
      <Field label="Email" error={errorAt("email")}>
        {(control) => <Input {...control} type="email" name="email" required autoComplete="email" maxLength={254} defaultValue={typed.email} />}
      </Field>
      <Field label="Username" optional error={errorAt("username")} hint="Letters, digits and hyphens. Left empty, we make one from your email.">
        {(control) => <Input {...control} name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={50} pattern="[A-Za-z0-9\-]{3,50}" title="3 to 50 letters, digits or hyphens" defaultValue={typed.username} />}
      </Field>
      <Field label="Password" error={errorAt("password")} hint="At least 8 characters. A few words in a row are easy to keep in mind and hard to guess.">
        {(control) => <PasswordInput {...control} name="password" required minLength={8} maxLength={128} autoComplete="new-password" />}
      </Field>
      <Button type="submit" variant="primary" size="lg">
        Create account
      </Button>
    </form>
  );
}
