import { ChevronDown, CircleCheck, CircleX } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { ScopeChip } from "@/components/ui/scope-chip";
import { RelativeTime } from "@/components/ui/time";
import type { LoggedRequest } from "@/lib/contract/usage";
import { describeAgent } from "@/lib/describe-agent";
import { paths } from "@/lib/paths";
import { describeChannel, describeReason, explainReason } from "./describe-reason";

/** Calls, newest first. Each line opens to all that is known of it, also before JavaScript. */
export function RequestList({ requests, named = false }: { requests: readonly LoggedRequest[]; named?: boolean }) {
  return (
    <ol className="divide-y divide-line">
      {requests.map((request) => (
        <li key={request.id}>
          <details className="group">
            <summary className="flex items-center gap-3.5 px-5 py-2.5 -outline-offset-2 hover:bg-sunken/60 sm:px-6">
              <Outcome request={request} />
              <Line request={request} named={named} />
              <ChevronDown aria-hidden className="size-4 shrink-0 text-faint transition-transform group-open:rotate-180" />
            </summary>
            <Known request={request} />
          </details>
        </li>
      ))}
    </ol>
  );
}

function Outcome({ request: { outcome } }: { request: LoggedRequest }) {
  const Icon = outcome === "allowed" ? CircleCheck : CircleX;
  return <Icon aria-hidden className={`size-4.5 shrink-0 ${outcome === "allowed" ? "text-good" : "text-bad"}`} />;
}

function Line({ request, named }: { request: LoggedRequest; named: boolean }) {
  const { outcome, reason, method, target, status, credential, ip, occurred_at } = request;
  return (
    <div className="grid min-w-0 flex-1 gap-x-5 text-sm sm:flex sm:items-center">
      <p className="flex min-w-0 items-baseline gap-x-2.5 sm:flex-1">
        {outcome === "refused" ? <span className="shrink-0 font-medium text-bad">{describeReason(reason ?? "")}</span> : <span className="shrink-0 font-medium">Allowed</span>}
        <code className="min-w-0 truncate text-[0.8125rem] text-muted">{[method, target].filter(Boolean).join(" ") || describeChannel(request.channel)}</code>
      </p>
      <p className="flex min-w-0 gap-x-4 text-[0.8125rem] text-faint">
        {named ? <span className="max-w-40 truncate">{credential.name ?? credential.id}</span> : null}
        {ip ? <code className="max-w-36 truncate">{ip}</code> : null}
        {status ? <span className="tabular-nums max-sm:hidden">{status}</span> : null}
        <RelativeTime value={occurred_at} className="shrink-0 sm:w-32 sm:text-right" />
      </p>
    </div>
  );
}

function Known({ request }: { request: LoggedRequest }) {
  const { credential, occurred_at, user, user_agent, ip, scopes, latency_ms, request_id, asked_by, channel, status } = request;
  const explanation = explainReason(request);
  return (
    <div className="grid gap-4 border-t border-line bg-sunken/50 px-5 py-4 text-sm sm:px-6 sm:pl-13.5">
      {explanation ? <p>{explanation}</p> : null}
      <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
        <Fact label="When">
          <time dateTime={occurred_at}>{occurred_at.replace("T", " ").replace("Z", " UTC")}</time>
        </Fact>
        <Fact label="With">
          <Credential credential={credential} />
          {user.username ? <span className="text-muted"> of {user.username}</span> : null}
        </Fact>
        <Fact label="From">
          {ip ? <code>{ip}</code> : "unknown address"}
          {user_agent ? <span className="block text-muted" title={user_agent}>{describeAgent(user_agent)}</span> : null}
        </Fact>
        <Fact label="Checked at">
          {describeChannel(channel)}
          {asked_by ? <code className="block">{asked_by}</code> : null}
        </Fact>
        <Fact label="Needed">
          {scopes.length > 0 ? (
            <span className="flex flex-wrap gap-1.5">
              {scopes.map((name) => (
                <ScopeChip key={name} name={name} />
              ))}
            </span>
          ) : (
            "No scope"
          )}
        </Fact>
        <Fact label="Answered">
          {status ? `${status}, after ` : "After "}
          {latency_ms < 10 ? latency_ms.toFixed(1) : Math.round(latency_ms)} ms
        </Fact>
        <Fact label="Request">
          <code>{request_id}</code>
        </Fact>
      </dl>
    </div>
  );
}

function Credential({ credential: { id, kind, name, hint, secret } }: Pick<LoggedRequest, "credential">) {
  const text = name ?? id;
  return (
    <>
      {kind === "api_key" ? <Link href={paths.apiKey(id)} className="link">{text}</Link> : kind === "grant" ? <Link href={paths.connectedApp(id)} className="link">{text}</Link> : text}
      {secret === "previous" ? <span className="block text-warn">with the old secret{hint ? ` ${hint}` : ""}</span> : null}
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-faint">{label}</dt>
      <dd className="wrap-anywhere [&_code]:text-[0.8125rem] [&_code]:break-all">{children}</dd>
    </div>
  );
}
