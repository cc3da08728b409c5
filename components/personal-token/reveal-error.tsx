import Link from "next/link";
import { describeError, hasCode } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { confirmPasswordPath, paths } from "@/lib/paths";

/** Why the token was not shown, and the way to have it shown. */
export function RevealError({ error }: { error: unknown }) {
  if (!hasCode(error, "REAUTHENTICATION_REQUIRED")) return <Notice tone="bad">{describeError(error)}</Notice>;
  return (
    <Notice
      tone="warn"
      title="Confirm that it is you"
      actions={
        <Button asChild variant="primary" size="sm">
          <Link href={confirmPasswordPath(paths.apiToken)}>Confirm your password</Link>
        </Button>
      }
    >
      The token is only shown within 10 minutes of signing in, so that an unlocked screen does not give it away.
    </Notice>
  );
}
