import type { FormError } from "@/components/auth/form-error";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { paths } from "@/lib/paths";

/** Takes what somebody has found. A plain form: it works before JavaScript, and without it. */
export function LeakForm({ keyPrefix, error }: { keyPrefix: string; error: FormError | undefined }) {
  const at = (field: string) => (error?.field === field ? error.text : undefined);
  return (
    <form action={paths.leaksSubmit} method="post" className="grid max-w-xl gap-5">
      {error && error.field === undefined ? <Notice tone="bad">{error.text}</Notice> : null}
      <Field label="What you found" hint="One key or token, whole. It is neither kept nor logged." error={at("secret")}>
        {(control) => <Input {...control} name="secret" required maxLength={8192} autoComplete="off" autoCapitalize="off" spellCheck={false} placeholder={`${keyPrefix}_live_…`} className="font-mono text-sm" />}
      </Field>
      <Field label="Where you found it" optional hint="An address, a file, a channel: only its owner reads this." error={at("url")}>
        {(control) => <Input {...control} name="url" maxLength={2000} autoComplete="off" spellCheck={false} placeholder="https://github.com/acme/maps/blob/main/.env" />}
      </Field>
      <Field label="A word to its owner" optional error={at("note")}>
        {(control) => <Textarea {...control} name="note" maxLength={1000} rows={3} />}
      </Field>
      <Button type="submit" variant="primary" size="lg" className="justify-self-start">
        Report it
      </Button>
    </form>
  );
}
