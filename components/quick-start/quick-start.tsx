"use client";

import { Check } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { describeError } from "@/components/describe-error";
import { useCreateToken, useFirstCall, useRevealToken, useTokenSecret } from "@/components/personal-token/queries";
import { RevealError } from "@/components/personal-token/reveal-error";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { KeyTag } from "@/components/ui/key-tag";
import { Notice } from "@/components/ui/notice";
import type { PersonalTokenState } from "@/lib/contract/personal-token";
import { paths } from "@/lib/paths";
import { FirstCall } from "./first-call";
import { SnippetTabs } from "./snippet-tabs";
import { firstCallSnippets, tokenPlaceholder } from "./snippets";

/** From nothing to the first answered call, on one screen. It stands on the dashboard until a call has arrived. */
export function QuickStart({ state, host }: { state: PersonalTokenState; host: string }) {
  const router = useRouter();
  const { secret } = useTokenSecret();
  const create = useCreateToken();
  // not while it is still asked for: the snippet could be copied before the token is in it
  const hasToken = state.exists || create.isSuccess;
  const token = hasToken ? secret?.token : undefined;
  const firstCallAt = useFirstCall(hasToken);
  return (
    <section aria-labelledby="quick-start" className="overflow-hidden rounded-lg border border-line bg-surface shadow-low">
      <header className="border-b border-line px-5 py-4 sm:px-6">
        <h2 id="quick-start" className="text-base font-semibold">
          Your first call, in three steps
        </h2>
      </header>
      <ol className="px-5 pt-6 pb-2 sm:px-6">
        <Step number={1} title="Create your API token" done={hasToken}>
          {hasToken ? (
            <TokenStep state={state} token={token} />
          ) : (
            <>
              <p className="text-sm text-muted">It acts as you, for your own scripts and tools. You can replace or delete it at any time.</p>
              <div>
                <Button variant="primary" busy={create.isPending} onClick={() => create.mutate({ body: {} })}>
                  Create API token
                </Button>
              </div>
              {create.error ? <Notice tone="bad">{describeError(create.error)}</Notice> : null}
            </>
          )}
        </Step>
        <Step number={2} title="Copy this and run it" done={firstCallAt !== undefined} waiting={!hasToken}>
          {hasToken ? <SnippetTabs label="Your first call" snippets={firstCallSnippets(host, token ?? tokenPlaceholder)} /> : null}
        </Step>
        <Step number={3} title="See it arrive" done={firstCallAt !== undefined} waiting={!hasToken} last>
          {hasToken ? <FirstCall at={firstCallAt} onDone={() => router.push(paths.newApiKey)} /> : null}
        </Step>
      </ol>
    </section>
  );
}

function TokenStep({ state, token }: { state: PersonalTokenState; token: string | undefined }) {
  const reveal = useRevealToken(state);
  if (token) return <KeyTag value={token} label="API token" actions={<CopyButton value={token} what="API token" />} />;
  return (
    <>
      <KeyTag
        masked
        value={state.hint ?? ""}
        label="API token"
        actions={
          <Button size="sm" busy={reveal.isPending} onClick={() => reveal.mutate({})}>
            Reveal in snippet
          </Button>
        }
      />
      {reveal.error ? <RevealError error={reveal.error} /> : null}
    </>
  );
}

type StepProps = { number: number; title: string; done: boolean; waiting?: boolean; last?: boolean; children: ReactNode };

function Step({ number, title, done, waiting = false, last = false, children }: StepProps) {
  return (
    <li className="relative grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-4 pb-6">
      {last ? null : <span aria-hidden className="absolute top-8 bottom-1 left-3.5 w-px bg-line" />}
      <span aria-hidden className={`grid size-7 place-items-center rounded-full border text-[0.8125rem] font-semibold tabular-nums ${done ? "border-good-line bg-good-soft text-good" : waiting ? "border-line text-faint" : "border-brass-line bg-brass-soft text-brass"}`}>
        {done ? <Check className="size-4" /> : number}
      </span>
      <div className="grid min-w-0 gap-3 pt-0.5">
        <h3 className={waiting ? "text-faint" : "font-medium"}>
          <span className="sr-only">{done ? "Done: " : `Step ${number}: `}</span>
          {title}
        </h3>
        {children}
      </div>
    </li>
  );
}
