"use client";

import { useState, type FormEvent } from "react";
import { describeError, fieldError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { useFocusError } from "@/components/use-focus-error";
import { Findings } from "./findings";
import { useTest, type TestSubject } from "./queries";

const subjects = [
  { value: "server", label: "MCP server" },
  { value: "document", label: "Client metadata" },
] as const;

const words = {
  server: { label: "Address of the MCP server", placeholder: "https://mcp.example.com/mcp", hint: "Asked as a strict client asks: challenge, metadata, PKCE, registration, CORS. Nothing is registered and nobody is signed in." },
  document: { label: "Address of the metadata document", placeholder: "https://app.example.com/oauth/client.json", hint: "Fetched as this server fetches it when the address is used as a client_id." },
} as const;

/** Tests any address on the public internet, and our own, and explains each finding. */
export function TestForm({ ownServer }: { ownServer: string }) {
  const [subject, setSubject] = useState<TestSubject>("server");
  const [url, setUrl] = useState(ownServer);
  const test = useTest();
  const form = useFocusError(test.error);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    test.mutate({ subject, url: url.trim() });
  }

  function choose(next: TestSubject) {
    setSubject(next);
    setUrl(next === "server" ? ownServer : "");
    test.reset();
  }

  return (
    <div className="grid gap-6">
      <Card>
        <CardBody>
          <form ref={form} onSubmit={submit} className="grid gap-5" noValidate>
            <SegmentedControl label="What to test" value={subject} options={subjects} onChange={choose} className="justify-self-start" />
            <Field label={words[subject].label} hint={words[subject].hint} error={fieldError(test.error, "url")}>
              {(control) => (
                <Input {...control} type="url" inputMode="url" required value={url} onChange={(event) => setUrl(event.target.value)} placeholder={words[subject].placeholder} autoComplete="off" spellCheck={false} maxLength={2000} className="font-mono text-sm" />
              )}
            </Field>
            {test.error && !fieldError(test.error, "url") ? <Notice tone="bad">{describeError(test.error)}</Notice> : null}
            <div>
              <Button type="submit" variant="primary" busy={test.isPending}>
                {test.isPending ? "Testing…" : "Test"}
              </Button>
            </div>
          </form>
        </CardBody>
      </Card>
      <div aria-live="polite">{test.data ? <Findings subject={subject} report={test.data} /> : null}</div>
    </div>
  );
}
