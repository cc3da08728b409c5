import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { paths } from "@/lib/paths";
import type { FormError } from "./form-error";
import { PasswordInput } from "./password-input";

/** A plain form post: it works before, and without, JavaScript. */
export function LoginForm({ next, identifier, isConfirming, error }: { next: string | undefined; identifier: string; isConfirming: boolean; error: FormError | undefined }) {
  return (
    <form action={paths.loginSubmit} method="post" className="grid gap-5">
      {next ? <input type="hidden" name="next" value={next} /> : null}
      {isConfirming ? <input type="hidden" name="confirm" value="1" /> : null}
      {error ? <Notice tone="bad">{error.text}</Notice> : null}
      <Field label="Username or email">
        {(control) => <Input {...control} name="identifier" required autoComplete={isConfirming ? "username" : "username webauthn"} autoCapitalize="none" spellCheck={false} maxLength={254} defaultValue={identifier} readOnly={isConfirming && identifier !== ""} />}
      </Field>
      <div className="grid gap-1.5">
        <Field label="Password">{(control) => <PasswordInput {...control} name="password" required autoComplete="current-password" />}</Field>
        <Link href={paths.forgotPassword} className="link justify-self-end text-sm">
          Forgot password?
        </Link>
      </div>
      <Button type="submit" variant="primary" size="lg">
        {isConfirming ? "Confirm" : "Sign in"}
      </Button>
    </form>
  );
}
