"use client";

import { SnippetTabs } from "@/components/quick-start/snippet-tabs";
import { apiKeySnippets } from "@/components/quick-start/snippets";
import { SecretGate } from "@/components/ui/secret-gate";
import type { CreatedApiKey } from "@/lib/contract/api-keys";

/** A new key with a first call that is ready to be pasted. */
export function SecretDialog({ created, host, onDone }: { created: CreatedApiKey; host: string; onDone: () => void }) {
  return (
    <SecretGate what="key" copyName="API key" secret={created.key} label={created.name} onDone={onDone}>
      {(onCopied) => <SnippetTabs label="Try it" snippets={apiKeySnippets(host, created.key)} onCopied={onCopied} />}
    </SecretGate>
  );
}
