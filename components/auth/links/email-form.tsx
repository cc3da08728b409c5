import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import type { FormError } from "../form-error";

/** Asks for an address, and posts it: for another link to confirm it, or to choose a password. */
export function EmailForm({ action, email, label, error, isFirst = true }: { action: string; email: string | undefined; label: string; error: FormError | undefined; isFirst?: boolean }) {
  return (
    <form action={action} method="post" className="grid gap-5">
      {error && error.field !== "email" ? <Notice tone="bad">{error.text}</Notice> : null}
      <Field label="Email" error={error?.field === "email" ? error.text : undefined}>
        {(control) => <Input {...control} type="email" name="email" required autoComplete="email" maxLength={254} defaultValue={email} />}
      </Field>
      <Button type="submit" variant={isFirst ? "primary" : "secondary"} size="lg">
        {label}
      </Button>
    </form>
  );
}
