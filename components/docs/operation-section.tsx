import { ChevronRight } from "lucide-react";
import { CodeBlock } from "@/components/ui/code-block";
import { ScopeChip } from "@/components/ui/scope-chip";
import type { JsonSchema, OpenApiOperation } from "@/lib/contract/openapi-document";
import { curlLine } from "./curl-line";
import { MethodBadge } from "./method-badge";
import type { ReferenceEntry } from "./reference";
import { RichText } from "@/components/ui/rich-text";
import { answerSample } from "./samples";
import { SchemaTable, ParameterTable } from "./schema-table";

/** One route: what it does and takes at the left, the call and its answer at the right. */
export function OperationSection({ entry: { operation, method, path }, host }: { entry: ReferenceEntry; host: string }) {
  const { status, schema } = successOf(operation);
  const body = operation.requestBody?.content["application/json"]?.schema;
  return (
    <section id={operation.operationId} aria-labelledby={`${operation.operationId}-title`} className="grid scroll-mt-20 gap-x-10 gap-y-6 border-t border-line py-10 xl:grid-cols-2">
      <div className="grid min-w-0 content-start gap-5">
        <header className="grid gap-2">
          <h2 id={`${operation.operationId}-title`} className="text-lg font-semibold tracking-tight">
            <a href={`#${operation.operationId}`} className="hover:underline underline-offset-4">
              {operation.summary}
            </a>
          </h2>
          <p className="flex items-baseline gap-2.5">
            <MethodBadge method={method} />
            <code className="text-[0.8125rem] break-all">{path}</code>
          </p>
          {operation.description ? (
            <p className="text-muted">
              <RichText>{operation.description}</RichText>
            </p>
          ) : null}
        </header>
        <Access operation={operation} />
        {operation.parameters ? <ParameterTable parameters={operation.parameters} /> : null}
        {body ? <SchemaTable title={titleOfBody(body, operation)} schema={body} showsRequired /> : null}
        {schema ? <SchemaTable title={`Answer ${status}`} schema={schema} /> : null}
        <Errors operation={operation} />
      </div>
      <div className="grid min-w-0 content-start gap-4 xl:sticky xl:top-20 xl:self-start">
        <CodeBlock code={curlLine(host, method, path, operation)} language="bash" label={`${method} ${path}`} />
        {schema ? (
          <CodeBlock code={JSON.stringify(answerSample(operation.operationId, schema), null, 2)} language="json" label={`Answer ${status} to ${operation.operationId}`} caption={<span>{status}</span>} className="max-h-[60dvh] overflow-y-auto" />
        ) : (
          <CodeBlock code={`HTTP/1.1 ${status}${status === "302" ? "\nLocation: https://..." : ""}`} language="http" label={`Answer ${status} to ${operation.operationId}`} caption={<span>{status}</span>} />
        )}
      </div>
    </section>
  );
}

function titleOfBody(schema: JsonSchema, { requestBody }: OpenApiOperation): string {
  if (schema["type"] === "array") return "Body: a list of";
  return requestBody?.required ? "Body" : "Body (may be left out)";
}

function Access({ operation }: { operation: OpenApiOperation }) {
  const scope = operation["x-required-scope"];
  const ways = operation.security.flatMap((way) => Object.keys(way));
  const words = ways.length === 0 ? "No credential needed" : operation.security.some((way) => Object.keys(way).length === 0) ? "A credential is optional" : ways.includes("apiKey") ? "Any credential" : "A session; not an API key";
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
      <div>
        <dt className="text-xs text-faint">Who may call</dt>
        <dd>{words}</dd>
      </div>
      {scope ? (
        <div>
          <dt className="text-xs text-faint">Scope</dt>
          <dd>
            <ScopeChip name={scope} />
          </dd>
        </div>
      ) : null}
      {operation["x-aliases"] ? (
        <div>
          <dt className="text-xs text-faint">Also at</dt>
          <dd>
            <code className="text-[0.8125rem]">{operation["x-aliases"].join(", ")}</code>
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

function Errors({ operation }: { operation: OpenApiOperation }) {
  const refusals = Object.entries(operation.responses).filter(([status]) => Number(status) >= 400);
  return (
    <details className="group text-sm">
      <summary className="flex w-fit items-center gap-1.5 rounded-sm text-muted hover:text-ink">
        <ChevronRight aria-hidden className="size-4 text-faint transition-transform group-open:rotate-90" />
        Errors <span className="text-faint">{refusals.map(([status]) => status).join(", ")}</span>
      </summary>
      <dl className="mt-2 grid gap-2 border-l border-line pl-4">
        {refusals.map(([status, response]) => (
          <div key={status} className="grid grid-cols-[3rem_minmax(0,1fr)]">
            <dt className="font-mono text-[0.8125rem]">{status}</dt>
            <dd className="text-[0.8125rem] leading-5 text-muted">
              {response.description.split("; ").map((line) => (
                <span key={line} className="block">
                  {line}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function successOf(operation: OpenApiOperation): { status: string; schema: JsonSchema | undefined } {
  const [status = "200", response] = Object.entries(operation.responses).find(([code]) => Number(code) < 400) ?? [];
  return { status, schema: response?.content?.["application/json"]?.schema };
}
