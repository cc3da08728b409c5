import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { describeError } from "./describe-error";

type FormEndProps = { mutation: { error: unknown; isPending: boolean }; submit: string; /** Where somebody goes who would rather not. */ cancel?: string };

/** The end of a form: what went wrong, the button, and the way back. */
export function FormEnd({ mutation: { error, isPending }, submit, cancel }: FormEndProps) {
  return (
    <>
      {error ? <Notice tone="bad">{describeError(error)}</Notice> : null}
      <div className={cancel ? "flex flex-wrap gap-3 border-t border-line pt-6" : undefined}>
        <Button type="submit" variant="primary" busy={isPending}>
          {submit}
        </Button>
        {cancel ? (
          <Button asChild variant="ghost">
            <Link href={cancel}>Cancel</Link>
          </Button>
        ) : null}
      </div>
    </>
  );
}
