import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { paths } from "@/lib/paths";
import type { FormError } from "./form-error";

type SecondFactorFormProps = {
  next: string | undefined;
  /** A code from the list instead of one from the app. */
  isRecovery: boolean;
  error: FormError | undefined;
};

/** A plain form post: it works before, and without, JavaScript. */
export function SecondFactorForm({ next, isRecovery, error }: SecondFactorFormProps) {
  const atCode = error?.field === "code" ? error.text : undefined;
  return (
    <form action={paths.secondFactorSubmit} method="post" className="grid gap-5">
      {next ? <input type="hidden" name="next" value={next} /> : null}
      {isRecovery ? <input type="hidden" name="recovery" value="1" /> : null}
      {isRecovery ? (
        <Field label="Recovery code" error={atCode} hint="One of the ten that you stored when you set up your second factor. It works once.">
          {(control) => <Input {...control} name="code" required autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={64} autoFocus className="font-mono" />}
        </Field>
      ) : (
        <Field label="Code" error={atCode} hint="The six digits that your app shows now.">
          {(control) => <Input {...control} name="code" required inputMode="numeric" autoComplete="one-time-code" pattern="[0-9 ]{6,12}" title="Six digits" maxLength={12} autoFocus className="font-mono tracking-widest" />}
        </Field>
      )}
      <Button type="submit" variant="primary" size="lg">
        Go on
      </Button>
    </form>
  );
}

/** Gives the sign-in up. */
export function LeaveForm({ next }: { next: string | undefined }) {
  return (
    <form action={paths.secondFactorSubmit} method="post" className="inline">
      {next ? <input type="hidden" name="next" value={next} /> : null}
      <button type="submit" name="leave" value="1" className="link cursor-pointer">
        Sign in as somebody else
      </button>
    </form>
  );
}
