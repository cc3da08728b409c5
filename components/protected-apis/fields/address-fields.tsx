"use client";

import { fieldError } from "@/components/describe-error";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { isMcpPrefix, type ApiValues } from "../values";

type AddressFieldsProps = { values: ApiValues; onChange: (change: Partial<ApiValues>) => void; host: string; error: unknown };

/** What it is called, where callers find it, and where their requests go. */
export function AddressFields({ values: { name, prefix, upstream, stripPrefix }, onChange, host, error }: AddressFieldsProps) {
  const isMcp = isMcpPrefix(prefix);
  return (
    <>
      <Field label="Name" error={fieldError(error, "name")}>
        {(control) => <Input {...control} value={name} onChange={(event) => onChange({ name: event.target.value })} required maxLength={100} autoComplete="off" placeholder={isMcp ? "Maps for agents" : "Agents"} className="max-w-md" />}
      </Field>
      <Field label="Prefix" error={fieldError(error, "prefix")} hint={<PrefixHint host={host} prefix={prefix.trim()} />}>
        {(control) => <Input {...control} value={prefix} onChange={(event) => onChange({ prefix: event.target.value })} required maxLength={200} autoComplete="off" autoCapitalize="none" spellCheck={false} placeholder={isMcp ? "/mcp/maps" : "/api/agents"} className="max-w-md font-mono text-sm" />}
      </Field>
      <Field label="Upstream" error={fieldError(error, "upstream")} hint={<UpstreamHint prefix={prefix.trim()} upstream={upstream.trim()} stripPrefix={stripPrefix} />}>
        {(control) => (
          <Input {...control} type="url" inputMode="url" value={upstream} onChange={(event) => onChange({ upstream: event.target.value })} required maxLength={2000} autoComplete="off" spellCheck={false} placeholder={isMcp ? "http://127.0.0.1:8787/mcp" : "http://127.0.0.1:8080"} className="font-mono text-sm" />
        )}
      </Field>
    </>
  );
}

function PrefixHint({ host, prefix }: { host: string; prefix: string }) {
  return (
    <>
      Callers use <code className="wrap-anywhere">{host + prefix}</code>
      {isMcpPrefix(prefix) ? ": an MCP server, because it is below /mcp/." : " and everything below. Below /mcp/ it is an MCP server."}
    </>
  );
}

/** Where one request would go, as far as one has typed. */
function UpstreamHint({ prefix, upstream, stripPrefix }: { prefix: string; upstream: string; stripPrefix: boolean }) {
  if (!URL.canParse(upstream)) return "Where Keyhouse sends what it lets through. Your API should be reachable for Keyhouse alone: it believes the headers.";
  const below = isMcpPrefix(prefix) ? "" : "/…";
  return (
    <>
      <code className="wrap-anywhere">{prefix + below}</code> goes to <code className="wrap-anywhere">{`${upstream.replace(/\/+$/, "")}${stripPrefix ? "" : prefix}${below}`}</code>
    </>
  );
}
