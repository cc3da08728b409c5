"use client";

import { describeError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { ProtectedApiView, UpstreamCheck } from "@/lib/contract/protected-apis";
import { ApiHealth } from "./api-health";
import { useCheckProtectedApi } from "./queries";

/** Where requests go, how that went last, and a way to ask now. */
export function UpstreamCard({ api: { id, upstream, health } }: { api: ProtectedApiView }) {
  const check = useCheckProtectedApi();
  return (
    <Card title="Upstream" description={<code className="wrap-anywhere">{upstream}</code>} actions={<Button busy={check.isPending} onClick={() => check.mutate({ params: { id } })}>Check the upstream</Button>}>
      <CardBody className="grid gap-3 text-sm">
        {check.data ? <Answer check={check.data} /> : null}
        {check.error ? <Notice tone="bad">{describeError(check.error)}</Notice> : null}
        <p className="text-muted">
          It <ApiHealth health={health} />.
        </p>
      </CardBody>
    </Card>
  );
}

function Answer({ check: { reachable, status, latency_ms, error } }: { check: UpstreamCheck }) {
  if (!reachable) {
    return (
      <Notice tone="bad" title="The upstream does not answer">
        {error ? `${error.charAt(0).toUpperCase()}${error.slice(1)}.` : null} Callers get 502 or 504 meanwhile.
      </Notice>
    );
  }
  return (
    <Notice tone="good" title={`The upstream answers, in ${Math.max(1, Math.round(latency_ms))} ms`}>
      {status ? `It said ${status} to a request without anybody’s identity. ${status < 400 ? "" : "Any status will do: it is there."}` : null}
    </Notice>
  );
}
