import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { SecondFactorState } from "@/lib/contract/second-factor";

/** Why somebody stands before the security page instead of where they wanted to go; and, once it is done, the way there. */
export function EnrolNotice({ state, role, next }: { state: SecondFactorState; role: string; next: string | undefined }) {
  if (state.required && !state.enabled) {
    return (
      <Notice tone="warn" title="Set up a second factor to go on">
        An administrator has decided that everybody with the role {role} needs one. Until you have it, the other pages stay closed; your keys and tokens go on working.
      </Notice>
    );
  }
  if (!state.enabled || next === undefined) return null;
  return (
    <Notice
      tone="good"
      title="Your second factor is set up"
      actions={
        <Button asChild variant="primary" size="sm">
          <Link href={next}>Go on</Link>
        </Button>
      }
    />
  );
}
