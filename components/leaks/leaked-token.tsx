"use client";

import { useUpdateCredential } from "@/components/access/queries";
import { describeError } from "@/components/describe-error";
import { useCreateToken } from "@/components/personal-token/queries";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toaster";
import type { PersonalTokenState } from "@/lib/contract/personal-token";
import { LeakNotice, SeenInUrl } from "./leak-notice";

/** What keeps the personal API token from working, or from being only its owner's, and what to do. */
export function LeakedToken({ state, mayChange }: { state: PersonalTokenState; mayChange: boolean }) {
  const say = useToast();
  const create = useCreateToken();
  const update = useUpdateCredential();
  const onError = (error: Error) => say(describeError(error), "bad");
  if (!state.id) return null;
  const id = state.id;
  const resume = { isBusy: update.isBusy, run: () => update.mutate({ params: { id }, body: { paused: false } }, { onSuccess: () => say("The token is active again"), onError }) };
  const answers = {
    replace: { label: "Regenerate now", isBusy: create.isBusy, run: () => create.mutate({ body: { overlap_seconds: 0 } }, { onSuccess: () => say("The new token is ready to copy"), onError }) },
    resume,
  };
  if (state.leaked) return <LeakNotice what="token" leak={state.leaked} answers={mayChange ? answers : undefined} />;
  return (
    <>
      {state.paused ? (
        <Notice tone="warn" title="This token is paused" actions={mayChange ? <Button size="sm" busy={resume.isBusy} onClick={resume.run}>Resume</Button> : null}>
          Every call with it is refused until it is resumed.
        </Notice>
      ) : null}
      {state.seen_in_url_at ? <SeenInUrl what="token" at={state.seen_in_url_at} remedy={mayChange ? "Regenerate it below" : "Delete it"} /> : null}
    </>
  );
}
