"use client";

import { useState, type FormEvent } from "react";
import { describeError, fieldError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/toaster";
import type { OauthClientGroup } from "@/lib/contract/oauth-clients-admin";
import { useVerifyDomain } from "./queries";

/** An administrator's word for whose client this is; the consent page shows it. */
export function DomainForm({ group }: { group: OauthClientGroup }) {
  const [domain, setDomain] = useState(group.verified_domain ?? "");
  const say = useToast();
  const verify = useVerifyDomain();
  const errorId = `domain-error-${group.key}`;
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const wanted = domain.trim() === "" ? null : domain.trim();
    verify.mutate({ domain: wanted, ids: group.members.map(({ id }) => id) }, { onSuccess: () => say(wanted === null ? "Taken back" : "Saved. The consent page shows it from now on") });
  }
  return (
    <form onSubmit={submit} className="mt-1 grid gap-1.5" noValidate>
      <div className="flex gap-2">
        <Input
          value={domain}
          onChange={(event) => setDomain(event.target.value)}
          aria-label={`Verified domain of ${group.client_name}`}
          aria-describedby={verify.error ? errorId : undefined}
          aria-invalid={verify.error ? true : undefined}
          placeholder="app.example.com"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          maxLength={253}
          className="h-8 max-w-72 text-sm"
        />
        <Button type="submit" size="sm" busy={verify.isPending} disabled={domain.trim() === (group.verified_domain ?? "")}>
          {domain.trim() === "" && group.verified_domain ? "Take back" : "Save"}
        </Button>
      </div>
      {verify.error ? (
        <p id={errorId} role="alert" className="text-bad">
          {fieldError(verify.error, "domain") ? `The domain ${fieldError(verify.error, "domain")}.` : describeError(verify.error)}
        </p>
      ) : (
        <p className="text-xs text-faint">Say it only after you have checked with the people behind it.</p>
      )}
    </form>
  );
}
