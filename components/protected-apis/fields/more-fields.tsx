"use client";

import { ChevronDown } from "lucide-react";
import { useId } from "react";
import { fieldError } from "@/components/describe-error";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import type { ApiValues } from "../values";

type MoreFieldsProps = { values: ApiValues; onChange: (change: Partial<ApiValues>) => void; error: unknown };

/** What is right for most as it is. It opens by itself where the server objects to something in it. */
export function MoreFields({ values: { stripPrefix, timeoutSeconds, bodyMebibytes, caCertificate, prefix, upstream }, onChange, error }: MoreFieldsProps) {
  const id = useId();
  const isRefused = ["timeout_seconds", "max_body_bytes", "ca_certificate"].some((field) => fieldError(error, field) !== undefined);
  return (
    <details className="group rounded-md border border-line" open={isRefused || undefined}>
      <summary className="flex items-center justify-between rounded-md px-4 py-2.5 text-sm font-medium hover:bg-sunken/60">
        More: timeout, size, path, certificate
        <ChevronDown aria-hidden className="size-4 shrink-0 text-faint transition-transform group-open:rotate-180" />
      </summary>
      <div className="grid gap-5 border-t border-line px-4 py-4">
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label="Timeout in seconds" error={fieldError(error, "timeout_seconds")} hint="How long the upstream may take to begin its answer. Then callers get 504.">
            {(control) => <Input {...control} type="number" inputMode="numeric" min={1} max={3600} step={1} value={timeoutSeconds} onChange={(event) => onChange({ timeoutSeconds: event.target.value })} className="max-w-40" />}
          </Field>
          <Field label="Largest request body in MiB" error={fieldError(error, "max_body_bytes")} hint="Larger ones are answered 413. Answers may be of any size.">
            {(control) => <Input {...control} type="number" inputMode="decimal" min={0} max={1024} step="any" value={bodyMebibytes} onChange={(event) => onChange({ bodyMebibytes: event.target.value })} className="max-w-40" />}
          </Field>
        </div>
        <label htmlFor={id} className="flex cursor-pointer items-baseline gap-2.5 text-sm">
          <Checkbox id={id} checked={stripPrefix} onChange={(event) => onChange({ stripPrefix: event.target.checked })} className="translate-y-0.5" />
          <span>
            Send the path alone <span className="block text-[0.8125rem] text-faint">The upstream does not see {prefix.trim() || "what stands before it"} in the path, but in X-Forwarded-Prefix.</span>
          </span>
        </label>
        {upstream.trim().startsWith("https://") || caCertificate ? (
          <Field label="Certificate authority" optional error={fieldError(error, "ca_certificate")} hint="PEM. Instead of the well-known authorities only this one is trusted for the upstream.">
            {(control) => <Textarea {...control} value={caCertificate} onChange={(event) => onChange({ caCertificate: event.target.value })} rows={4} spellCheck={false} placeholder="-----BEGIN CERTIFICATE-----" className="font-mono text-xs" />}
          </Field>
        ) : null}
      </div>
    </details>
  );
}
