"use client";

import { CodeText } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { CodeTab, CodeTabsList, Tabs, TabsContent } from "@/components/ui/tabs";
import { useState } from "react";
import type { Snippet } from "./snippets";

/** One call in several languages: one panel, one copy button for the language in sight. */
export function SnippetTabs({ snippets, label, onCopied }: { snippets: Snippet[]; label: string; onCopied?: () => void }) {
  const [active, setActive] = useState(snippets[0]?.id ?? "");
  const shown = snippets.find((snippet) => snippet.id === active);
  return (
    <Tabs value={active} onValueChange={setActive} className="min-w-0 overflow-hidden rounded-lg border border-code-line bg-code text-code-ink">
      <div className="flex min-h-10 items-center justify-between gap-3 border-b border-code-line pr-1.5 pl-4">
        <CodeTabsList aria-label={label}>
          {snippets.map((snippet) => (
            <CodeTab key={snippet.id} value={snippet.id}>
              {snippet.label}
            </CodeTab>
          ))}
        </CodeTabsList>
        {shown ? <CopyButton value={shown.code} what={`${shown.label} snippet`} variant="on-code" onCopied={onCopied} /> : null}
      </div>
      {snippets.map((snippet) => (
        <TabsContent key={snippet.id} value={snippet.id} className="-outline-offset-2">
          <CodeText code={snippet.code} language={snippet.language} label={`${label}, ${snippet.label}`} />
        </TabsContent>
      ))}
    </Tabs>
  );
}
