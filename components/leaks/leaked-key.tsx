"use client";

import { apiKeySnippets } from "@/components/quick-start/snippets";
import { SnippetTabs } from "@/components/quick-start/snippet-tabs";
import { useRotateApiKey, useUpdateApiKey } from "@/components/api-keys/queries";
import { describeError } from "@/components/describe-error";
import { SecretGate } from "@/components/ui/secret-gate";
import { useToast } from "@/components/ui/toaster";
import type { ApiKeyView } from "@/lib/contract/api-keys";
import { LeakNotice, SeenInUrl } from "./leak-notice";

/** What is known of a key in other hands, and its owner's two answers. Stays in place after the rotation, because it shows the new secret. */
export function LeakedKey({ apiKey, host, mayChange }: { apiKey: ApiKeyView; host: string; mayChange: boolean }) {
  const say = useToast();
  const rotate = useRotateApiKey();
  const resume = useUpdateApiKey();
  const onError = (error: Error) => say(describeError(error), "bad");
  const answers = {
    replace: { label: "Rotate now", isBusy: rotate.isBusy, run: () => rotate.mutate({ params: { id: apiKey.id }, body: { overlap_seconds: 0 } }, { onError }) },
    resume: { isBusy: resume.isBusy, run: () => resume.mutate({ params: { id: apiKey.id }, body: { paused: false } }, { onSuccess: () => say("The key is active again"), onError }) },
  };
  return (
    <>
      {apiKey.leaked ? <LeakNotice what="key" leak={apiKey.leaked} answers={mayChange ? answers : undefined} /> : null}
      {apiKey.seen_in_url_at && !apiKey.leaked ? <SeenInUrl what="key" at={apiKey.seen_in_url_at} remedy={mayChange ? "Rotate it below" : "Ask its owner to rotate it"} /> : null}
      {rotate.data ? (
        <SecretGate what="key" copyName="API key" secret={rotate.data.key} label={apiKey.name} onDone={rotate.reset}>
          {(onCopied) => <SnippetTabs label="Try it" snippets={apiKeySnippets(host, rotate.data.key)} onCopied={onCopied} />}
        </SecretGate>
      ) : null}
    </>
  );
}
