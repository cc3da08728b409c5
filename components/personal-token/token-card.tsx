"use client";

import { Eye, EyeOff, Ticket } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { KeyTag } from "@/components/ui/key-tag";
import { RelativeTime } from "@/components/ui/time";
import { describeError } from "@/components/describe-error";
import { Notice } from "@/components/ui/notice";
import { PreviousSecrets } from "@/components/rotation/previous-secrets";
import { SnippetTabs } from "@/components/quick-start/snippet-tabs";
import { firstCallSnippets, tokenPlaceholder } from "@/components/quick-start/snippets";
import type { PersonalTokenState } from "@/lib/contract/personal-token";
import { useCreateToken, useRetirePreviousToken, useRevealToken, useTokenSecret, useUndoTokenRotation } from "./queries";
import { RevealError } from "./reveal-error";
import { TokenActions } from "./token-actions";

/** The personal API token: none yet, masked, or in the open. */
export function TokenCard({ state, host, mayChange }: { state: PersonalTokenState; host: string; mayChange: boolean }) {
  const { secret } = useTokenSecret();
  const create = useCreateToken();
  // Right after a change the page still holds the state before it; the secret is then the newer of the two.
  const isShown = secret !== undefined && (create.isBusy || (state.exists && secret.hint === state.hint));
  if (!state.exists && !isShown) return <NoToken create={mayChange ? create : undefined} />;
  return (
    <div className="grid gap-6">
      <Card>
        <CardBody className="grid gap-4">
          {isShown ? <ShownToken token={secret.token} /> : <MaskedToken state={state} mayReveal={mayChange} />}
          <TokenFacts state={state} />
        </CardBody>
      </Card>
      <section className="grid gap-3" aria-labelledby="use-it">
        <h2 id="use-it" className="text-base font-semibold">
          Use it
        </h2>
        <SnippetTabs label="Your first call" snippets={firstCallSnippets(host, isShown ? secret.token : tokenPlaceholder)} />
        {isShown || !mayChange ? null : (
          <p className="text-sm text-faint">
            Reveal the token and it is filled in here in place of <code className="inline-code">{tokenPlaceholder}</code>.
          </p>
        )}
      </section>
      <EarlierSecrets state={state} mayUndo={mayChange} />
      <TokenActions regenerate={mayChange ? create : undefined} />
    </div>
  );
}

function EarlierSecrets({ state, mayUndo }: { state: PersonalTokenState; mayUndo: boolean }) {
  const retire = useRetirePreviousToken();
  const undo = useUndoTokenRotation();
  return (
    <PreviousSecrets
      previous={state.previous}
      retire={{ isBusy: retire.isBusy, run: (handlers) => retire.mutate({}, handlers) }}
      undo={mayUndo ? { isBusy: undo.isBusy, run: (handlers) => undo.mutate({}, handlers) } : undefined}
    />
  );
}

/** `create` is absent for those whose role makes none. */
function NoToken({ create }: { create: ReturnType<typeof useCreateToken> | undefined }) {
  return (
    <Card>
      <EmptyState
        icon={<Ticket />}
        title="You have no API token yet"
        action={create && (
          <div className="grid justify-items-center gap-3">
            <Button variant="primary" size="lg" busy={create.isPending} onClick={() => create.mutate({ body: {} })}>
              Create API token
            </Button>
            {create.error ? <Notice tone="bad">{describeError(create.error)}</Notice> : null}
          </div>
        )}
      >
        {create ? "One token for your own scripts and tools. It acts as you, follows your role, and works until you replace or delete it." : "Your role looks and makes no tokens. An administrator can give you another one."}
      </EmptyState>
    </Card>
  );
}

function ShownToken({ token }: { token: string }) {
  const { keepSecret } = useTokenSecret();
  return (
    <KeyTag
      value={token}
      label="API token"
      actions={
        <>
          <Button onClick={() => keepSecret(null)}>
            <EyeOff aria-hidden /> Hide
          </Button>
          <CopyButton value={token} what="API token" variant="primary" />
        </>
      }
    />
  );
}

function MaskedToken({ state, mayReveal }: { state: PersonalTokenState; mayReveal: boolean }) {
  const reveal = useRevealToken(state);
  return (
    <>
      <KeyTag
        masked
        value={state.hint ?? ""}
        label="API token"
        actions={
          mayReveal ? (
            <Button busy={reveal.isPending} onClick={() => reveal.mutate({})}>
              <Eye aria-hidden /> Reveal
            </Button>
          ) : null
        }
      />
      {reveal.error ? <RevealError error={reveal.error} /> : null}
    </>
  );
}

function TokenFacts({ state }: { state: PersonalTokenState }) {
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-1 text-sm text-muted">
      <div className="flex gap-1.5">
        <dt>Created</dt>
        <dd className="text-ink">{state.created_at ? <RelativeTime value={state.created_at} /> : "just now"}</dd>
      </div>
      <div className="flex gap-1.5">
        <dt>Last used</dt>
        <dd className="text-ink">
          {state.last_used_at ? <RelativeTime value={state.last_used_at} /> : "never"}
          {state.last_used_ip ? (
            <>
              {" from "}
              <code className="text-[0.8125rem]">{state.last_used_ip}</code>
            </>
          ) : null}
        </dd>
      </div>
      <div className="flex gap-1.5">
        <dt>Expires</dt>
        <dd className="text-ink">{state.expires_at ? <RelativeTime value={state.expires_at} /> : "never"}</dd>
      </div>
    </dl>
  );
}
