"use client";

import { useState, type FormEvent, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Offer } from "@/lib/contract/consent";
import type { ConsentError } from "./consent-error";
import { OfferedScopes } from "./offered-scopes";
import { TermsFields } from "./terms-fields";

type ConsentFormProps = {
  action: string;
  /** Fields that are not chosen: which request, whose account. */
  hidden: Record<string, string>;
  clientName: string;
  offer: Offer;
  error: ConsentError | undefined;
  /** Where the browser stays on this page after the answer (another app takes it over): what to say then. */
  afterwards?: ReactNode;
  children?: ReactNode;
};

/** A plain form post, better with JavaScript: what is included shows itself, a second press does nothing. */
export function ConsentForm({ action, hidden, clientName, offer, error, afterwards, children }: ConsentFormProps) {
  const { scopes, ...limits } = offer;
  const [chosen, setChosen] = useState(() => scopes.filter((scope) => scope.selected).map((scope) => scope.name));
  const { sent, isOver, onSubmit } = useOneAnswer(afterwards !== undefined);
  const isEmpty = chosen.length === 0;
  return (
    <form action={action} method="post" onSubmit={onSubmit} className="grid grid-cols-[minmax(0,1fr)] gap-6">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {error && !fieldsShown.has(error.field) ? <Notice tone="bad">{error.text}</Notice> : null}
      {scopes.length > 0 ? (
        <>
          <OfferedScopes title={`${clientName} may`} scopes={scopes} chosen={chosen} onChange={setChosen} error={error?.field === "scope" ? error.text : undefined} />
          <TermsFields offer={limits} error={error} />
          {children}
        </>
      ) : (
        <Notice tone="warn" title="There is nothing that you can give">
          Your role holds none of what {clientName} asks for. An administrator can change your role.
        </Notice>
      )}
      {isOver ? <Notice tone="good">{afterwards}</Notice> : null}
      <div className="grid grid-cols-2 gap-3 border-t border-line pt-6">
        <Button type="submit" name="decision" value="deny" size="lg" busy={sent === "deny" && !isOver} className={scopes.length > 0 ? undefined : "col-span-2"}>
          Deny
        </Button>
        {scopes.length > 0 ? (
          <Button type="submit" name="decision" value="allow" variant="primary" size="lg" disabled={isEmpty} busy={sent === "allow" && !isOver}>
            Allow
          </Button>
        ) : null}
      </div>
    </form>
  );
}

const fieldsShown = new Set<string | undefined>(["scope", "expires_in", "organization_id", "key_id"]);

/** One press counts. An answer that goes to another app leaves this page standing: it then says what has happened. */
function useOneAnswer(staysHere: boolean) {
  const [sent, setSent] = useState<string>();
  const [isOver, setOver] = useState(false);
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    if (sent !== undefined) return event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    setSent(submitter instanceof HTMLButtonElement ? submitter.value : "");
    if (staysHere) setTimeout(() => setOver(true), 1500);
  }
  return { sent, isOver, onSubmit };
}
