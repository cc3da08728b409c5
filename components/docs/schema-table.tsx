import type { JsonSchema, OpenApiParameter } from "@/lib/contract/openapi-document";
import { RichText } from "@/components/ui/rich-text";
import { schemaRows, type SchemaRow } from "./schema-rows";

export function SchemaTable({ title, schema, showsRequired = false }: { title: string; schema: JsonSchema; showsRequired?: boolean }) {
  const rows = schemaRows(schema);
  return rows.length === 0 ? null : <Rows title={title} rows={rows} showsRequired={showsRequired} />;
}

export function ParameterTable({ parameters }: { parameters: OpenApiParameter[] }) {
  const rows = parameters.map(({ name, in: place, required, description, schema }) => {
    const [row] = schemaRows({ properties: { [name]: { ...schema, description } }, required: required ? [name] : [] });
    return { ...row!, type: `${row!.type}, in ${place}` };
  });
  return <Rows title="Parameters" rows={rows} showsRequired />;
}

function Rows({ title, rows, showsRequired }: { title: string; rows: SchemaRow[]; showsRequired: boolean }) {
  return (
    <section>
      <h3 className="text-xs font-semibold text-faint">{title}</h3>
      <dl className="mt-1.5 divide-y divide-line border-y border-line text-sm">
        {rows.map((row, index) => (
          <div key={index} className="py-2" style={{ paddingInlineStart: `${row.depth * 1.25}rem` }}>
            <dt className="flex flex-wrap items-baseline gap-x-2.5">
              <code className="text-[0.8125rem] font-semibold">{row.name}</code>
              <span className="text-[0.8125rem] text-faint">{row.type}</span>
              {showsRequired && row.isRequired ? <span className="text-xs font-medium text-brass">required</span> : null}
              {!showsRequired && !row.isRequired ? <span className="text-xs text-faint">may be absent</span> : null}
            </dt>
            {row.description || row.rules.length > 0 ? (
              <dd className="text-[0.8125rem] leading-5 text-muted">
                {row.description ? <RichText>{row.description}</RichText> : null}
                {row.description && row.rules.length > 0 ? ". " : ""}
                {row.rules.length > 0 ? <span className="text-faint">{row.rules.join(", ")}</span> : null}
              </dd>
            ) : null}
          </div>
        ))}
      </dl>
    </section>
  );
}
